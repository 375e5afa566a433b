"""Who the citizens are, apart from everything else: a keyed hash, a masked form, and a day on which they are forgotten."""
