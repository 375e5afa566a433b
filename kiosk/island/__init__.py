"""A kiosk without its hall: numbers that it was lent, what it gave of them, and handing in when the hall is back."""
