"""The view: everything that draws, words and wires; the numbers come from `ascn_data`."""
