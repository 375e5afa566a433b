"""A whole hall on one machine: its parts as processes of their own, with simulated citizens and clerks."""
