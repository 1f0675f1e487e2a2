"""One thing that a check found: where, what, and in words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """`place` leads to the field through the document's keys and positions; () is about the whole."""

    place: tuple
    code: str
    sentence: Any
    """Translated lazily, with places for `parameters`."""
    parameters: dict = field(default_factory=dict)
    blocks: bool = False

    @property
    def words(self):
        """The sentence in the reader's language."""
        return str(self.sentence) % self.parameters if self.parameters else str(self.sentence)

    @property
    def key(self):
        """The place as forms and programs name it."""
        return "/".join(map(str, self.place))
