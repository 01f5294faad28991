"""The sections of the pages, by subject: what each shows, in which order."""
