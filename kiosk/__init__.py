"""The touch screen where a citizen takes a ticket."""
