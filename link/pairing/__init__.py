"""How a box is paired: the code that a person types, the exchange behind it, and what the box is given in the end."""
