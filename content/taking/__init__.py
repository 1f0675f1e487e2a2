"""Everything a reader can take along from a page: its text, its data, how to cite it."""
