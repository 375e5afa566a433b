"""How long a ticket will wait: a range from how fast its queue moves, shown only where it has proven right."""
