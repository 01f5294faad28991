"""What everything else stands on.

Configuration, navigation, languages, the address, the dataset and its cache.
No Streamlit, no drawing and no sentences about the data.
"""
