"""The headphone jack of a box, as Linux' input layer tells of it."""
