"""Documents of any kind, made up from the fields of its serializer."""

import string

from hypothesis import strategies as st
from rest_framework import serializers
from rest_framework.serializers import ListSerializer

from content.document.fields import (
    Choice,
    Day,
    Document,
    Figure,
    ImageName,
    Moment,
    Number,
    PageLink,
    PageLinks,
    Plain,
    PlainList,
    Text,
    TextRows,
    YesNo,
)

SIDES = ("community", "company")
letters = st.characters(exclude_categories=["Cc", "Cs", "Cf"]) | st.sampled_from("共创，。、\n#*[]()<>&\"'\\|")
slugs = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
SPECIAL = {
    "slug": slugs,
    "isbn": st.sampled_from(["", "978-0-00-000000-2", "000000000X"]),
    "doi": st.sampled_from(["", "10.1000/xyz", "10.12345/共"]),
    "start": st.sampled_from(["", "1999", "2001-02"]),
    "end": st.sampled_from(["", "2003", "2004-12-31"]),
    "date": st.sampled_from(["", "2015", "2015-11", "2015-11-09"]),
    "period": st.sampled_from(["", "2020"]),
}


def words(limit, least=0):
    return st.text(letters, max_size=min(limit, 30)).map(str.strip).filter(lambda text: len(text) >= least)


def texts(field):
    least = 1 if field.needed else 0
    return st.fixed_dictionaries({"zh": words(field.limit, least), "en": words(field.limit)})


def plain(field):
    if field.web_address:
        return st.sampled_from(["", "https://example.org/", "http://例子.测试/?q=1#x"])
    return words(field.limit, 1 if field.needed else 0)


def links(field, pages):
    known = sorted(key if field.kind is None else key.partition(":")[2] for key in pages if of_kind(key, field.kind))
    return st.lists(st.sampled_from(known), unique=True, max_size=3, min_size=1 if field.kind is None else 0)


def of_kind(key, kind):
    return kind is None or key.startswith(f"{kind}:")


def link(field, pages):
    known = sorted(key.partition(":")[2] for key in pages if of_kind(key, field.kind))
    return st.sampled_from(known if field.needed else ["", *known])


def maybe(strategy, nullable):
    return st.none() | strategy if nullable else strategy


MAKERS = [
    (ImageName, lambda field, pages: st.sampled_from([f"{number:032x}.webp" for number in (1, 2)])),
    (ListSerializer, lambda field, pages: st.lists(mapping(field.child, pages), max_size=2)),
    (Document, lambda field, pages: maybe(mapping(field, pages), field.allow_null)),
    (Text, lambda field, pages: texts(field)),
    (TextRows, lambda field, pages: st.lists(texts(field.text), max_size=2)),
    (PageLinks, links),
    (PageLink, link),
    (Plain, lambda field, pages: plain(field)),
    (PlainList, lambda field, pages: st.lists(words(30, 1), max_size=3)),
    (Choice, lambda field, pages: st.sampled_from(sorted(field.choices))),
    (Number, lambda field, pages: maybe(st.integers(field.least, field.most), field.nullable)),
    (YesNo, lambda field, pages: maybe(st.booleans(), field.allow_null)),
    (Figure, lambda field, pages: st.none() | st.decimals("-99999999999999", "99999999999999", places=4).map(figure)),
    (Moment, lambda field, pages: maybe(st.datetimes().map(lambda moment: moment.isoformat() + "Z"), True)),
    (Day, lambda field, pages: maybe(st.dates().map(lambda day: day.isoformat()), True)),
]


def figure(number):
    return format(number.normalize(), "f")


def value(name, field, pages):
    """A strategy for the values of one field."""
    if name == "ledger":  # one for each side, no more and no less
        rows = [mapping(field.child, pages).map(lambda row, side=side: row | {"side": side}) for side in SIDES]
        return st.tuples(*rows).map(list)
    if name in SPECIAL and isinstance(field, Plain):
        return SPECIAL[name]
    return next(make(field, pages) for kind, make in MAKERS if isinstance(field, kind))


def mapping(serializer, pages):
    """A strategy for mappings with every field, or with the optional ones missing."""
    needed, optional = {}, {}
    for name, field in serializer.fields.items():
        made = value(name, field, pages)
        (needed if field.default is serializers.empty or name == "ledger" else optional)[name] = made
    return st.fixed_dictionaries(needed, optional=optional).map(agreeing)


def agreeing(row):
    """The same without what is refused so often that little else would be tried."""
    if row.get("ongoing"):
        row |= {"end": ""}
    if row.get("organization") and "name" in row:
        row |= {"name": {}}
    return row


def documents(kind, pages):
    """A strategy for documents of a kind that link to the pages; some break rules between fields."""
    return mapping(kind.document(), pages)
