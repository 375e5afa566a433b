"""A window's terminal: the bar and the page by which a clerk calls, serves and pauses, with the keyboard alone."""
