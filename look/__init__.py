"""What all screens share: the event loop, the theme, texts for QML, icons, windows and the stale banner."""
