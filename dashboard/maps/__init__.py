"""Maps: projection, land, symbols, the placing of labels, and the layers of deck.gl.

A frame of places goes in, a deck comes out. No Streamlit, and no charts.
"""
