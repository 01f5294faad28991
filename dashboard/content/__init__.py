"""What pages say: frames, sentences, headline figures, filters and citations, for one view.

No Streamlit and no drawing: what is here goes to the screen, to files and to slides alike.
"""
