"""What differs between documents of one page: field by field, in words, and put together again."""
