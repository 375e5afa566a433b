"""Serial lines: opened, held, lost and found again; and the other end of one, for emulators."""
