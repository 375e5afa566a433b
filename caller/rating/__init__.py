"""The screen that faces the citizen at a window: who sits there, and after the service how it was (好差评)."""
