"""The playlist of a board: which item is on, what is wrong with the others, how it is drawn and ducked."""
