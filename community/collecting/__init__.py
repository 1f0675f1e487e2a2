"""Collections: a person's or the editors' list of pages, with a note on each.

They stand in this room because they are something that people keep, as memberships and notices are: they point to
pages of every kind (`content.Page`, a floor below), go with the account, and hang on its standing (quarantine, name).
A contribution is a document on its way through the review desk; a collection is never reviewed, has no versions and
becomes no page, so it has no business a floor higher.
"""
