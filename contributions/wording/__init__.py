"""What contributions are called in words: fields, places in a document, declarations, people."""
