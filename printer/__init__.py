"""The ticket and its paper: layout, bytes, models, ports, the spool and an emulated printer."""
