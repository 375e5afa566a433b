"""What a hall has that says nothing about it."""
