"""Rendering clips ahead, on a machine with the extra `voice-render`; a hall's boxes never need it."""
