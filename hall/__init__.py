"""The coordinator of a hall: the only one who decides."""
