"""Drivers of the hardware around the queue; so far the voices."""
