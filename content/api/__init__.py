"""The API: every kind of page as its document, for anyone to read. See docs/api.md."""
