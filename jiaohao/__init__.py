"""The command people type, the demo and the practice hall."""
