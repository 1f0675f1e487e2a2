"""/api/v1/contributions/ and /api/v1/review/: what people do on the pages, for programs. The rules are the actions'."""
