"""The platform above the hall: letters made of facts, signed, and brought there until it has each of them once."""
