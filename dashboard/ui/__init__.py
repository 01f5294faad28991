"""The pages in the browser: session, components and sections. Only this room draws with Streamlit.

It decides nothing about the data: what is shown comes from `content`, `charts` and `maps`.
"""
