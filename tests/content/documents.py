"""One document of each kind with every part, and one with only what is needed."""

from tests.factories import (
    CaseFactory,
    ChapterFactory,
    FacetFactory,
    ImageFactory,
    OrganizationFactory,
    PracticeFactory,
    PracticeGroupFactory,
    ReferenceFactory,
    StrategyFactory,
    TagFactory,
    TermCategoryFactory,
    TermFactory,
    ledger,
    text,
)


def prepare_neighbours():
    """The pages that the documents below link to."""
    FacetFactory(slug="f")
    TagFactory(slug="t1", facet="f")
    TagFactory(slug="t2", facet="f")
    TermCategoryFactory(slug="shelf")
    TermFactory(slug="word", term_category="shelf")
    TermFactory(slug="wider", term_category="shelf")
    OrganizationFactory(slug="acme")
    OrganizationFactory(slug="guild", organization_kind="community")
    ReferenceFactory(slug="r1")
    ReferenceFactory(slug="r2")
    ChapterFactory(slug="9")
    ChapterFactory(slug="9.1", level=2, parent="9")
    StrategyFactory(slug="plan")
    StrategyFactory(slug="other-plan")
    PracticeGroupFactory(slug="group")
    PracticeFactory(slug="group/one", group="group")
    CaseFactory(slug="other-case")
    prepare_images()


def prepare_images():
    """The images that the documents below show."""
    for number in (1, 2):
        ImageFactory(name=f"{number:032x}.webp", width=1600, height=900)


def page(slug, **parts):
    """A full document: what every page has, then the parts of its kind."""
    return {
        "slug": slug,
        "title": text("标题", "Title"),
        "summary": text("摘要，一句话。", "Summary, one sentence."),
        "tags": ["t2", "t1"],
        "origin": "book",
        "sections": ["9.1", "9"],
        "references": [
            {"reference": "r2", "stance": "contradicts", "note": text("第2页", "Page 2")},
            {"reference": "r1", "stance": "context", "note": text("", "")},
        ],
        "status": "archived",
        "status_reason": text("已过时。", "Out of date."),
        "visible_from": "2026-01-01T00:00:00Z",
        "visible_until": "2126-01-01T00:00:00Z",
        "review_by": "2028-02-29",
    } | parts


FULL = {
    "facet": page("facet", position=3),
    "tag": page("tag", facet="f", position=2, aliases=["又名", "also"]),
    "term_category": page("category", position=1),
    "term": page(
        "term",
        term_category="shelf",
        pinyin="gòng chuàng",
        text=text("展开说。\n\n第二段。", "At length."),
        in_appendix=True,
        aliases=[
            {"text": "别名", "language": "zh", "status": "preferred"},
            {"text": "AB", "language": "en", "status": "abbreviation"},
        ],
        related=["wider", "word"],
        broader=["wider"],
    ),
    "organization": page(
        "organization",
        organization_kind="foundation",
        aliases=["OF", "O. F."],
        homepage="https://example.org/",
        founded=1999,
        founded_note=text("注册于这一年。", "Registered that year."),
        products=["Product One", "产品二"],
        relations=[{"organization": "guild", "relation": "hosts", "note": text("自2020年", "Since 2020")}],
    ),
    "reference": page(
        "reference",
        position=4,
        reference_type="book",
        authors=["A. Author", "作者"],
        container="A Series",
        publisher="A Press",
        year=1999,
        isbn="978-0-00-000000-2",
        doi="10.1000/example",
        url="https://example.org/book",
        archived_url="https://archive.example.org/book",
        publisher_kind="press",
        organization="acme",
        last_checked="2026-11-01",
        in_book=True,
        problems=["year"],
        verdict="wrong",
        confidence="medium",
        alternative={"reference_type": "article", "authors": ["B"], "title": "T", "publisher": "P", "year": 2000},
        unsure=text("哪一版？", "Which edition?"),
        relevance=text("源头", "The origin"),
    ),
    "strategy": page(
        "strategy",
        position=7,
        audience="company",
        stage="build",
        fits=[text("有人愿意做", "Somebody wants to")],
        avoid=[text("没有人", "Nobody"), text("只想发新闻", "Only news")],
        expected_result=text("一页纸", "One page"),
        related=["other-plan", "plan"],
        steps=[
            {
                "title": text("第一步", "Step one"),
                "text": text("做这个。", "Do this."),
                "owner": text("维护者", "Maintainers"),
                "output": text("清单", "A list"),
                "checklist": [text("写下", "Write"), text("公开", "Publish")],
                "pitfalls": [text("忘了", "Forgetting")],
                "terms": ["word"],
                "cases": ["other-case"],
                "practices": ["group/one"],
            },
            {
                "title": text("第二步", "Step two"),
                **{name: text("", "") for name in ("text", "owner", "output")},
                **{name: [] for name in ("checklist", "pitfalls", "terms", "cases", "practices")},
            },
        ],
    ),
    "practice_group": page("many", position=2, strategy="plan", challenge=True, note=text("说明", "A note")),
    "practice": page(
        "group/two",
        group="group",
        position=5,
        pros=text("快", "Fast"),
        cons=text("乱", "Messy"),
        pros_cons_from_book=False,
        indicators=[text("完成率", "Completion")],
        solution=text("这样做", "Do so"),
    ),
    "chapter": page(
        "9.2",
        position=12,
        level=2,
        parent="9",
        body=text("正文。", "The text."),
        terms=["word"],
        practice_groups=["group"],
        strategies=["plan"],
        organizations=["acme", "guild"],
        cases=["other-case"],
        mentions=[{"name": "Somebody", "role": text("工具", "A tool"), "note": text("只提一次", "Named once")}],
    ),
    "case": page(
        "case",
        period={"start": "2015-11-09", "end": "2019", "ongoing": False, "note": text("书稿：九十年代", "Book: 1990s")},
        background=text("背景。", "Background."),
        parties=[
            {"organization": "guild", "name": text("", ""), "side": "community", "role": text("维护", "Maintains"),
             "confirmed_on": "2026-10-01"},
            {"organization": "", "name": text("某公司", "A firm"), "side": "company", "role": text("", ""),
             "confirmed_on": None},
        ],
        ledger=ledger(),
        activities=[
            {"date": "2015-11", "title": text("公开", "Opened"), "text": text("放出代码。", "Code out."),
             "section": "9.1", "practice": "group/one"},
            {"date": "", "title": text("培训", "Courses"), "text": text("", ""), "section": "", "practice": ""},
        ],
        images=[
            {"file": f"{2:032x}.webp", "width": 1600, "height": 900, "alt": text("一张架构图", "A diagram"),
             "caption": text("合并之前", "Before the merge"), "credit": "A. Author, CC BY 4.0"},
            {"file": f"{1:032x}.webp", "width": 1600, "height": 900, "alt": text("第二张", "Another"),
             "caption": text("", ""), "credit": ""},
        ],
        outcomes=[
            {"dimension": "success_rate", "book": text("成功", "A success"),
             "editor": text("还在发版", "Still released"),
             "figure": {"value": "12.5", "unit": text("万人", "ten thousand people"), "period": "2020",
                        "reference": "r1"}},
            {"dimension": "social_evaluation", "book": text("", ""), "editor": text("有批评", "Criticised"),
             "figure": {"value": None, "unit": text("", ""), "period": "", "reference": ""}},
        ],
        what_went_wrong=text("等得久。", "Long waits."),
        lessons=[text("先写规则", "Rules first"), text("再来人", "Then people")],
        outcome_status="mixed",
        strategies=[{"strategy": "plan", "step": 1, "role": "adopter", "note": text("照做", "Followed")}],
        related=[{"case": "other-case", "reason": text("同一家公司", "The same firm")}],
        confidence="high",
        implicit=True,
        treatment="rewritten",
        compiled=text("合并两处", "Merged from two"),
        to_verify=text("数字", "The figure"),
    ),
    "claim": page(
        "K1",
        about=["case:other-case", "term:word", "chapter:9.1"],
        finding="overstated",
        confidence="medium",
        claimant="contributor",
        correction=text("应当是这样", "It was so"),
    ),
    "reply": page("answer", organization="acme", case="other-case", text=text("我们的话。", "Our words.")),
}  # fmt: skip

EDITED = [kind for kind in FULL if kind != "reply"]
"""The kinds that editors write; replies are their organisations'."""


def least(slug, **parts):
    """Only what a page cannot do without."""
    return {"slug": slug, "title": text("标题", ""), "origin": "editors"} | parts


MINIMAL = {
    "facet": least("facet-2"),
    "tag": least("tag-2", facet="f"),
    "term_category": least("category-2"),
    "term": least("term-2", term_category="shelf"),
    "organization": least("organization-2", organization_kind="other"),
    "reference": least("reference-2", reference_type="webpage", publisher_kind="other"),
    "strategy": least("strategy-2", audience="both", stage="plan"),
    "practice_group": least("many-2"),
    "practice": least("group/three", group="group"),
    "chapter": least("9.3"),
    "case": least("case-2", ledger=[{"side": "community"}, {"side": "company"}], outcome_status="too_early"),
    "claim": least("K2", about=["case:other-case"]),
    "reply": least("answer-2", organization="guild", case="other-case", text=text("我们的话。")),
}
