"""Every setting of a hall and its boxes, the texts for people, and examples of whole halls."""
