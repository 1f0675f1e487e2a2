"""The whole public content as files: JSON Lines and CSV, with a description that programs read (a data package)."""
