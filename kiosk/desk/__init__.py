"""The guide desk's screen: tickets looked after for others, alarms, windows, and what is said to all."""
