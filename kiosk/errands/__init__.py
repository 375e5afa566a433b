"""What citizens do at a kiosk beside taking a plain ticket: saying who they are, bookings, several matters at once."""
