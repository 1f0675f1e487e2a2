"""What a page says to its readers."""

import re
from html import unescape


def words_of(html):
    """The words of a piece of HTML, without its marks and with single spaces."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))
