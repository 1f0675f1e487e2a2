"""Lists that are read page by page: which page an address asks for, and whether there is one."""

import re

from django.http import Http404

from search.listing import page_links


def plain_number(text):
    """The number that these digits say, None for anything else, however long."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else None


def number_from(text):
    """A number of a version or of a page of a list, from an address. Raises Http404 for anything else."""
    number = plain_number(text)
    if number is None:
        raise Http404
    return number


def part_of(total, number, size, address):
    """(slice, links) for a page of a list of so many rows; `address(number)` gives the address of one.

    Raises Http404 for a page after the last; the first one is there even when it is empty.
    """
    pages = max(1, -(-total // size))
    if number > pages:
        raise Http404
    return slice((number - 1) * size, number * size), page_links(number, pages, address)
