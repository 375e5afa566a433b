"""Signs that are not there: they listen as the real ones do, decode by themselves and draw what would be seen."""
