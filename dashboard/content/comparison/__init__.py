"""Two dates, two countries or up to three places side by side: a row for each fact."""
