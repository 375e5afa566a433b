"""The words on the LAN: what boxes ask, what has happened, what is now, and how they stay connected."""
