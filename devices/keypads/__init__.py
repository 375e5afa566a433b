"""The clerks' keypads: number pads and button boxes of the input layer, and RS-485 keypads with a read-out."""
