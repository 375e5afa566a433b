"""Practice: a private hall on this machine, with the real rules, pretended citizens and clerks, and nothing kept."""
