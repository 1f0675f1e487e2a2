"""The collection seen as a whole: compared, counted, drawn, and found by questions. It reads; it writes nothing."""
