"""Tags and organisations that a text needs and that are not here yet: what they say, what is like them, their end."""
