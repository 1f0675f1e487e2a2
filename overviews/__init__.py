"""The collection seen as a whole. It reads; it writes nothing."""
