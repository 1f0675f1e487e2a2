"""What one line of the permission table says: who, with which methods."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

PUBLIC, SIGNED_IN, STAFF, SUPERUSER, NOBODY = "public", "signed in", "staff", "superuser", "nobody"
NOT_YET = "signed out or staff"
READ = ("GET", "HEAD")
WRITE = ("POST",)
READ_AND_WRITE = ("GET", "HEAD", "POST")
API_READ = ("GET", "HEAD", "OPTIONS")
API_WRITE = ("POST", "OPTIONS")
API_READ_AND_ADD = ("GET", "HEAD", "POST", "OPTIONS")
API_READ_AND_CHANGE = ("GET", "HEAD", "PATCH", "OPTIONS")


@dataclass(frozen=True)
class Rule:
    """Who gets through, with which methods.

    `who` is a word from above, or permissions like "cases.view_case or cases.change_case", "auth.add_user and …".
    `writing` is who may use other methods than GET and HEAD, if that takes more.
    """

    who: str
    methods: tuple[str, ...] = READ
    writing: str = ""
    scopes: tuple[str, str] = ("", "")
    """What an access token must be made for, to read and to do more; without, no token gets through."""
    hidden: bool = False
    """Needs no staff account, and others who are signed in are not told that there is such a page."""

    def who_for(self, method: str) -> str:
        """Who may use this method."""
        return self.who if method in READ or not self.writing else self.writing

    def scope_for(self, method: str) -> str:
        """What a token must be made for to use this method."""
        return self.scopes[method not in API_READ]

    def allows(self, user: Any, method: str = "GET", scopes: Collection[str] | None = None) -> bool:
        """Whether this person, or a token of theirs with these scopes, gets as far as the view with this method."""
        if scopes is not None and self.scope_for(method) not in scopes:
            return False
        return method in self.methods and holds(user, self.who_for(method), self.hidden)


def holds(user: Any, who: str, beyond_staff: bool) -> bool:
    """Whether the words are true of this person. Permissions count for staff only, unless said otherwise."""
    if who == PUBLIC or (who == NOT_YET and not user.is_authenticated):
        return True
    if who == NOBODY or not user.is_active or not user.is_authenticated:
        return False
    if who in {SIGNED_IN, STAFF, SUPERUSER, NOT_YET}:
        return who == SIGNED_IN or user.is_superuser or (who in {STAFF, NOT_YET} and user.is_staff)
    alternatives = [needed.split(" and ") for needed in who.split(" or ")]
    return (user.is_staff or beyond_staff) and any(all(map(user.has_perm, needed)) for needed in alternatives)
