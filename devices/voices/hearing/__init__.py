"""Hearing what was rendered, on a machine with the extra `voice-hear`; a hall's boxes never need it."""
