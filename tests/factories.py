"""Pages for tests, named by situation. Each goes through the saving action, as everything does."""

import factory

from content.actions import save
from content.models import Image, Page, Revision


def text(zh, en=""):
    """A text in both languages as documents hold it."""
    return {"zh": zh, "en": en}


class ImageFactory(factory.django.DjangoModelFactory):
    """An image that is kept and that nothing shows yet; its bytes are not looked at again."""

    class Meta:
        model = Image

    name = factory.Sequence(lambda n: f"f{n:031x}.webp")
    data = b"RIFF bytes of an image"
    width, height = 800, 600


def image(kept=None, **parts):
    """An image as a document shows it."""
    return {"file": (kept or ImageFactory()).name, "alt": text("两个人在看代码", "Two people read code")} | parts


class PageFactory(factory.Factory):
    """Saves a document of the kind; every argument is a field of the document."""

    class Meta:
        abstract = True
        model = Page
        exclude = ("kind",)

    kind = ""
    origin = "editors"

    @classmethod
    def _create(cls, model_class, *args, **document):
        return save(kind=cls.kind, document=document, source=Revision.Source.LOADER)

    @classmethod
    def _build(cls, model_class, *args, **document):
        return document


class FacetFactory(PageFactory):
    kind = "facet"
    slug = factory.Sequence(lambda n: f"facet-{n}")
    title = factory.Sequence(lambda n: text(f"分面{n}", f"Facet {n}"))


class TagFactory(PageFactory):
    kind = "tag"
    slug = factory.Sequence(lambda n: f"tag-{n}")
    title = factory.Sequence(lambda n: text(f"标签{n}", f"Tag {n}"))
    facet = factory.LazyFunction(lambda: FacetFactory().slug)


class MechanismFactory(TagFactory):
    """One of the tags that the home page and case rows show with its own mark."""

    slug = "sharing"
    title = text("共享", "Sharing")

    @classmethod
    def _create(cls, model_class, *args, **document):
        if not Page.objects.filter(kind="facet", slug="mechanism").exists():
            FacetFactory(slug="mechanism", title=text("互动机制", "Mechanism"))
        return super()._create(model_class, *args, **(document | {"facet": "mechanism"}))

    facet = "mechanism"


class ReferenceFactory(PageFactory):
    """A web page that an editor opened."""

    kind = "reference"
    slug = factory.Sequence(lambda n: f"ref-{n}")
    title = factory.Sequence(lambda n: text("", f"Source {n}"))
    reference_type = "webpage"
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    publisher_kind = "media"
    last_checked = "2026-11-01"


class OrganizationFactory(PageFactory):
    kind = "organization"
    slug = factory.Sequence(lambda n: f"org-{n}")
    title = factory.Sequence(lambda n: text(f"组织{n}", f"Organisation {n}"))
    organization_kind = "company"


class TermCategoryFactory(PageFactory):
    kind = "term_category"
    slug = factory.Sequence(lambda n: f"category-{n}")
    title = factory.Sequence(lambda n: text(f"类别{n}", f"Category {n}"))


class TermFactory(PageFactory):
    kind = "term"
    slug = factory.Sequence(lambda n: f"term-{n}")
    title = factory.Sequence(lambda n: text(f"术语{n}", f"Term {n}"))
    summary = factory.Sequence(lambda n: text(f"第{n}个术语的释义。", f"What term {n} means."))
    pinyin = "shù yǔ"
    term_category = factory.LazyFunction(lambda: TermCategoryFactory().slug)


class StrategyFactory(PageFactory):
    """A playbook of one step."""

    kind = "strategy"
    slug = factory.Sequence(lambda n: f"strategy-{n}")
    title = factory.Sequence(lambda n: text(f"策略{n}", f"Strategy {n}"))
    summary = text("一句话说明。", "One sentence.")
    audience = "both"
    stage = "plan"
    steps = factory.LazyFunction(
        lambda: [{"title": text("第一件事", "First thing"), "checklist": [text("写下来", "Write it down")]}]
    )


class PracticeGroupFactory(PageFactory):
    kind = "practice_group"
    slug = factory.Sequence(lambda n: f"group-{n}")
    title = factory.Sequence(lambda n: text(f"做法组{n}", f"Group {n}"))


class PracticeFactory(PageFactory):
    kind = "practice"
    slug = factory.Sequence(lambda n: f"group/practice-{n}")
    title = factory.Sequence(lambda n: text(f"做法{n}", f"Practice {n}"))
    group = factory.LazyFunction(lambda: PracticeGroupFactory().slug)


class ChapterFactory(PageFactory):
    """A part of the book."""

    kind = "chapter"
    origin = "book"
    slug = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: text(f"第{n + 1}部分", f"Part {n + 1}"))
    summary = text("这一部分讲什么。", "What this part says.")
    level = 1
    position = factory.Sequence(lambda n: n)


def ledger(**sides):
    """Both sides' ledgers, with something in every entry."""
    entry = {"put_in": text("投入", "Put in"), "gained": text("得到", "Gained"), "cost": text("没有发现", "None found")}
    return [{"side": side} | entry | sides.get(side, {}) for side in ("community", "company")]


class CaseFactory(PageFactory):
    """A case between a community without a page and a company with one; nothing checked yet."""

    kind = "case"
    slug = factory.Sequence(lambda n: f"case-{n}")
    title = factory.Sequence(lambda n: text(f"案例{n}：代码归谁", f"Case {n}: whose code"))
    summary = text("一家公司和一个社区一起做了一件事。", "A company and a community did something together.")
    period = factory.LazyFunction(lambda: {"start": "2020", "ongoing": True})
    parties = factory.LazyFunction(
        lambda: [
            {"side": "community", "name": text("某社区", "Some community")},
            {"side": "company", "organization": OrganizationFactory().slug},
        ]
    )
    ledger = factory.LazyFunction(ledger)
    outcome_status = "positive"


class VerifiedCaseFactory(CaseFactory):
    """A case with two checked sources from outside: evidence level 2."""

    references = factory.LazyFunction(lambda: [{"reference": ReferenceFactory().slug} for _ in range(2)])


class RemovedCaseFactory(CaseFactory):
    """A case that was published and then removed, with the reason."""

    status = "removed"
    status_reason = text("当事方要求撤下。", "Removed at a party's request.")


class ClaimFactory(PageFactory):
    """A correction of the book that rests on a checked source; `about` names the pages."""

    kind = "claim"
    slug = factory.Sequence(lambda n: f"K{n:02}")
    title = factory.Sequence(lambda n: text(f"书稿的说法{n}", f"What the book says {n}"))
    summary = text("并非如此。", "It was otherwise.")
    finding = "wrong"
    confidence = "high"
    references = factory.LazyFunction(lambda: [{"reference": ReferenceFactory().slug}])


class ReplyFactory(PageFactory):
    """What an organisation says to a case."""

    kind = "reply"
    slug = factory.Sequence(lambda n: f"reply-{n}")
    title = factory.Sequence(lambda n: text(f"组织的回应{n}", f"Reply {n}"))
    organization = factory.LazyFunction(lambda: OrganizationFactory().slug)
    case = factory.LazyFunction(lambda: CaseFactory().slug)
    text = text("我们这样看。", "We see it like this.")
