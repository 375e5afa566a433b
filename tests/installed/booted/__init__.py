"""A real systemd on an overlay of this machine's own root: no bootstrap, no download, nothing of it stays."""
