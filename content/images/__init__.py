"""Images of pages: what comes from strangers is written anew, kept in the database, and given out with care."""
