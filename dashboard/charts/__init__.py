"""Charts: a frame and a palette go in, a plotly figure comes out.

No Streamlit, no questions to the dataset, and no maps of places.
"""
