"""What visitors take away, as bytes or text: files of the dataset, PDF, slides, SVG, link images.

No Streamlit, and no HTTP: a route or a button hands it out.
"""
