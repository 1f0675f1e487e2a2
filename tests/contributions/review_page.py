"""What the tests of the review desk send and read."""

import re


def address(contribution, query=""):
    return f"/review/{contribution.uid}/{query}"


def plain(response):
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def ticks(response):
    """Whether each field that can be accepted by itself is ticked."""
    return {
        key: "checked" in rest
        for key, rest in re.findall(r'name="field" value="([^"]+)"([^>]*)>', response.content.decode())
    }


def decision(contribution, act, **given):
    return {"act": act, "round": contribution.rounds.count(), **given}
