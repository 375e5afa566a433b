"""`jiaohao update`: a new version beside the old one, tried before it serves, and taken back where it is not healthy."""
