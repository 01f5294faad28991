"""Maps: projection, symbols, the layout of insets and labels, and the layers of deck.gl.

A frame of places goes in, a deck comes out. No Streamlit, and no charts.
"""
