"""The hall's HTTP edge: routes, bodies, problems and the fact stream; nothing but translation."""
