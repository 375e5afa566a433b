"""ID-card readers: who a citizen is, as far as anybody outside the driver may know."""
