"""The technician's page: behind a hidden gesture and a PIN, how the box is and what can be tried on it."""
