"""Every page type in Chromium: accessibility in both languages and themes, width, weight, no foreign requests."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/",
    "cases": "/cases/?mechanism=sharing",
    "no case": "/cases/?q=nothinglikethis",
    "case": "/cases/tensorflow-google/",
    "case of the editors": "/cases/stability-laion/",
    "strategies": "/strategies/",
    "strategy": "/strategies/choose-collaboration/",
    "practices": "/practices/",
    "challenges": "/challenges/",
    "glossary": "/glossary/",
    "term": "/glossary/co-creation/",
    "organizations": "/organizations/",
    "organization": "/organizations/apache/",
    "tags": "/tags/",
    "tag": "/tags/sharing/",
    "references": "/references/",
    "reference": "/references/R01/",
    "claims": "/claims/",
    "claim": "/claims/F01/",
    "book": "/book/",
    "chapter": "/book/4.3.3/",
    "history": "/cases/vllm/history/",
    "old version": "/cases/vllm/v/1/",
    "comparison": "/cases/vllm/compare/1..2/",
    "about": "/about/",
    "evidence": "/about/evidence/",
    "guidelines": "/about/guidelines/",
    "review": "/about/review/",
    "accessibility": "/about/accessibility/",
    "api": "/about/api/",
    "not found": "/no-such-page/",
}
LIMITS = {"html": 15_000, "css": 12_000, "js": 6_000, "requests": 6}

every_page = pytest.mark.parametrize("name", PAGES)


def rules_broken(page):
    """What axe finds against WCAG 2.2 AA, one line each."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "/en"], ids=["zh", "en"])
def test_page_is_accessible(page, portal, name, scheme, language):
    page.emulate_media(color_scheme=scheme)
    page.goto(portal + language + PAGES[name])

    assert rules_broken(page) == []


@every_page
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_fits_its_width_in_both_languages(page, portal, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = {}
    for language in ("", "/en"):
        page.goto(portal + language + PAGES[name])
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            too_wide[language] = over

    assert too_wide == {}


@every_page
def test_page_keeps_its_budget_and_asks_nobody_else(page, portal, name):
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it gets
    page.goto(portal + PAGES[name], wait_until="networkidle")

    weights = {"html": 0, "css": 0, "js": 0}
    for answer in answers:
        kind = answer.headers.get("content-type", "").partition(";")[0].rpartition("/")[2].replace("javascript", "js")
        if kind in weights:
            weights[kind] += len(gzip.compress(answer.body(), 6))
    limits = LIMITS | ({"html": 30_000} if name == "chapter" else {})
    assert {kind: weight for kind, weight in weights.items() if weight > limits[kind]} == {}
    assert len(answers) <= LIMITS["requests"]
    assert all(answer.url.startswith(portal) for answer in answers)


@every_page
def test_page_breaks_no_rule_of_its_content_security_policy(watched, portal, name):
    if name == "not found":
        pytest.skip("Chromium itself reports the 404 as an error")
    watched.goto(portal + PAGES[name], wait_until="networkidle")
