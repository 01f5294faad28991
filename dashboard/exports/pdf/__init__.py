"""The one-page brief as PDF, and the setting of type that images of links share."""
