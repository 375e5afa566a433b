"""What the hall trusts: its own certificate authority, the boxes it was paired with, and their tokens."""
