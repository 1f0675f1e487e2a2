"""The hostile inputs, and how they are handed out to texts."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("inputs.yaml")
REFUSED = "refused"


@dataclass(frozen=True)
class Hostile:
    """One hostile input: its number, its class, and its text, in which `probe(number)` is what it tries to run."""

    number: int
    category: str
    text: str


def read():
    """Every input of the file, numbered in order from 1."""
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    rows = [(category, text) for category, texts in listed.items() for text in texts]
    return [
        Hostile(number, category, text.replace("PROBE", f"probe({number})"))
        for number, (category, text) in enumerate(rows, start=1)
    ]


INPUTS = read()
KEPT = [entry for entry in INPUTS if entry.category != REFUSED]
"""Those that texts may keep: they must be shown, and do nothing."""


class Dealer:
    """Hands out inputs in turn, so that none is left out however short the texts are."""

    def __init__(self, inputs=KEPT):
        self.inputs, self.place = [entry.text.strip() for entry in inputs], 0

    def __call__(self, limit, between=" "):
        """As many of the next inputs as fit into the limit; each once at most."""
        taken = ""
        for _turn in self.inputs:
            text = self.inputs[self.place % len(self.inputs)]
            if len(text) > limit:  # for a longer text
                self.place += 1
                continue
            if taken and len(taken) + len(between) + len(text) > limit:
                break
            taken = f"{taken}{between}{text}" if taken else text
            self.place += 1
        return taken

    def rounds(self, limit):
        """Texts within the limit that together hold every input."""
        texts, self.place = [], 0
        while self.place < len(self.inputs):
            texts.append(self(limit))
        return texts
