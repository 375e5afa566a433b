"""Voices that speak a sentence into the hall and say honestly whether it was heard."""
