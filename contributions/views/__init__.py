"""The pages on which contributions are written and read."""
