"""Every page type in Chromium, in both languages and themes: accessibility, width, weight, errors."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/",
    "cases": "/cases/?mechanism=sharing",
    "no case": "/cases/?q=nothinglikethis",
    "case": "/cases/tensorflow-google/",
    "case of the editors": "/cases/stability-laion/",
    "long title": "/cases/long-title/",
    "case with an image": "/cases/illustrated/",
    "strategies": "/strategies/",
    "strategy": "/strategies/choose-collaboration/",
    "practices": "/practices/",
    "challenges": "/challenges/",
    "glossary": "/glossary/",
    "term": "/glossary/co-creation/",
    "organizations": "/organizations/",
    "organization": "/organizations/apache/",
    "collections": "/collections/",
    "collection": "/collections/begin/",
    "found collection": "/search/?q=%E5%85%88%E8%AF%BB",
    "data": "/data/",
    "tags": "/tags/",
    "tag": "/tags/sharing/",
    "references": "/references/",
    "reference": "/references/R01/",
    "claims": "/claims/",
    "claim": "/claims/F01/",
    "book": "/book/",
    "part": "/book/4/",
    "chapter": "/book/4.3.3/",
    "history": "/cases/vllm/history/",
    "old version": "/cases/vllm/v/1/",
    "comparison": "/cases/vllm/compare/1..2/",
    "search": "/search/?q=%E8%AE%B8%E5%8F%AF%E8%AF%81",
    "insights": "/insights/",
    "ledgers": "/insights/ledgers/cost/",
    "network": "/insights/network/",
    "no network": "/insights/network/?mechanism=sharing&year_to=1900",
    "timeline": "/insights/timeline/",
    "compared": "/compare/?c=linux-ibm&c=tensorflow-google&c=redis-valkey",
    "compared playbooks": "/compare/?s=co-create&s=evaluate&q=foundation",
    "finder": "/finder/",
    "what fits": "/finder/?audience=community&stage=start&challenge=ip-licensing&evidence=2",
    "nothing found": "/search/?q=zzzzqqqq",
    "about": "/about/",
    "evidence": "/about/evidence/",
    "guidelines": "/about/guidelines/",
    "review": "/about/review/",
    "accessibility": "/about/accessibility/",
    "api": "/about/api/",
    "sign up": "/accounts/signup/",
    "sign in": "/accounts/login/",
    "forgotten password": "/accounts/password/reset/",
    "not found": "/no-such-page/",
}
LIMITS = {"html": 15_000, "css": 12_000, "js": 6_000, "requests": 6}
LIMITS_OF = dict.fromkeys(("part", "chapter"), LIMITS | {"html": 30_000}) | {"network": LIMITS | {"html": 40_000}}
WIDTHS = (1280, 390, 320)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES = {
    "light": {"type": "tag", "values": LEVELS},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""What axe looks for in each theme: in the second one only what depends on colours can be different."""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["", "/en"], ids=["zh", "en"])
def test_page_is_accessible_fits_keeps_its_budget_and_breaks_no_rule_of_its_security_policy(
    page, portal, name, language
):
    address = portal + language + PAGES[name]
    answers, errors = watch(page, address)
    page.goto(address)

    assert rules_broken(page) == []
    assert widths_exceeded(page) == {}
    assert over_budget(answers, LIMITS_OF.get(name, LIMITS)) == {}
    assert [answer.url for answer in answers if not answer.url.startswith(portal)] == []
    assert errors == []


def watch(page, address):
    """The page's answers and the errors in its console, as they come: also every violation of the security policy."""
    answers, errors = [], []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it gets
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(message):
        its_own_status = message.text.startswith("Failed to load") and message.location["url"] == address
        if message.type == "error" and not its_own_status:  # Chromium calls it an error that an error page is a 404
            errors.append(message.text)

    page.on("console", note)
    return answers, errors


def rules_broken(page):
    """What axe finds in each theme, one line each."""
    return [line for theme, rules in THEMES.items() for line in broken_in(page, theme, rules)]


def broken_in(page, theme, rules):
    """What axe finds against these rules, once no colour is on its way to another one."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate("Promise.allSettled(document.getAnimations().map((moving) => moving.finished))")
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [f"{theme} {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


def widths_exceeded(page):
    """By how much the page is wider than its window, for each window that is too narrow for it."""
    exceeded = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            exceeded[width] = over
    return exceeded


def over_budget(answers, limits):
    """What of the answers is heavier, compressed, or more than its limit."""
    weights = {"html": 0, "css": 0, "js": 0, "requests": len(answers)}
    for answer in answers:
        kind = answer.headers.get("content-type", "").partition(";")[0].rpartition("/")[2].replace("javascript", "js")
        if kind in weights:
            weights[kind] += len(gzip.compress(answer.body(), 6))
    return {kind: weight for kind, weight in weights.items() if weight > limits[kind]}
