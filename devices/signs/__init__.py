"""LED signs: what each make understands, bytes first; who speaks to them over which wire; an emulator that decodes alone."""
