"""Commands, facts and problems: all that is said between the hall and its boxes, as frozen dataclasses."""
