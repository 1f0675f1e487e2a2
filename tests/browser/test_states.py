"""Pages in the states that pages come into: nothing there, refused, not saved, decided, withdrawn, out of order.

Each is opened once, in one of the two languages: accessible in both themes, wide enough on the smallest telephone.
"""

import json
import subprocess
import sys

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

from portal import errors
from portal.error_wording import MAINTENANCE
from tests.browser.conftest import PASSWORD, ROOT
from tests.browser.test_pages import rules_broken

pytestmark = pytest.mark.slow
W, R, NOBODY = "state-writer", "state-reviewer", ""

PREPARE = """
import json
from django.contrib.auth.models import Group, User
from content.actions import save
from content.models import Page
from contributions import actions
from contributions.models import Contribution
from tests.contributions.conftest import DECLARED, case_document, sent_change
def text(zh, en=""):
    return dict(zh=zh, en=en)
def person(name, group=""):
    user = User.objects.create_user(name, password="{password}")
    user.groups.set(Group.objects.filter(name=group))
    actions.agree(user, 1)
    return user
writer, reviewer, second = person("state-writer"), person("state-reviewer", "reviewer"), person("other", "reviewer")
of = dict(kind="case", source="admin", by=reviewer)
first = Page.objects.get(kind="case", slug="vllm").document
none = dict(references=[], related=[], strategies=[], activities=[], images=[], outcomes=[], lessons=[], tags=[])
source = Page.objects.filter(kind="reference").first().document
save(kind="reference", source="admin", document=source | dict(slug="old-source", last_checked="2020-01-01", url=""))
bare = first | none | dict(slug="state-bare", references=[dict(reference="old-source")])
bare |= dict(title=text("只有中文的一页"), summary=text("还没有英文。"))
case = save(document=bare, **of)
save(document=bare | dict(slug="state-gone", status="removed", status_reason=text("重复。", "Twice.")), **of)
parties = [dict(side="community", name=text("某社区")), dict(side="company", name=text("某公司"))]
def begun(by=writer, **parts):
    row = actions.start(by=by, kind="case", document=case_document(parties=parties, **parts))
    return actions.save_draft(row, by=by, version=1, **DECLARED)
def sent(by=writer):
    row = begun(by)
    return actions.send(row, by=by, version=row.version)
rows = dict(empty=actions.start(by=writer, kind="case"), draft=begun(), other=begun(), own=sent(reviewer))
rows["changes"] = actions.ask_for_changes(sent(), by=reviewer, reason="vague", message="哪一年？")
rows["partly"] = sent_change(writer, case, title=text("另一个标题"), summary=text("改过。"))
rows["partly"] = actions.accept(rows["partly"], by=reviewer, accepted={{"title/zh", "title"}}, message="摘要不改。")
rows["collision"] = sent_change(writer, case, title=text("又一个标题"))
save(document=Page.objects.get(pk=case.pk).document | dict(title=text("编辑改的标题")), **of)
rows["declined"] = actions.decline(sent(), by=reviewer, reason="off-topic", message="不合。")
rows["duplicate"] = actions.mark_duplicate(sent(), by=reviewer, of=case)
rows["withdrawn"] = actions.withdraw(sent(), by=writer)
rows["taken"] = actions.claim(sent(), by=second)
rows["spam"] = actions.hold(sent(), by=reviewer)
links = []
guest = actions.Guest("法务", "legal@example.org", "zh-hans", "comment")
actions.invite(rows["taken"], by=reviewer, guest=guest, path=lambda token: links.append(token) or "/asked/")
actions.answer_invitation(links[0], answer="commented", text="没有意见。")
print(json.dumps(dict({{name: row.uid for name, row in rows.items()}}, asked=links[0])))
"""


def go_offline(page):
    """Typing while the network is away, until the page says so."""
    page.context.set_offline(True)
    page.locator("[name^=title_]").first.press_sequentially("…")
    expect(page.locator("#saved.error")).to_be_visible(timeout=10_000)


def write_in_two_tabs(page):
    other = page.context.new_page()
    other.goto(page.url)
    for tab, words in ((other, "One title"), (page, "Another title")):
        tab.locator("[name^=title_]").first.fill(words)
        tab.locator("button[name=later]").click()
        tab.wait_for_load_state()
    other.close()
    expect(page.locator(".note.warn[role=alert]")).to_be_visible()


def write_nonsense(page):
    page.fill("[name=period_start]", "the year before last")
    page.locator("button[name=later]").click()
    expect(page.locator(".note.bad[role=alert]")).to_be_visible()


def press(selector, shown):
    """A step of a test: press this button; what stands in the way is shown."""

    def pressed(page):
        page.locator(selector).first.click()
        expect(page.locator(shown).first).to_be_visible()

    return pressed


STATES = {
    "untranslated, nothing filled in, a source long unchecked":
        (NOBODY, "/en/cases/state-bare/", 200, None, "This page is not in English yet", "not opened again for over"),
    "withdrawn": (NOBODY, "/en/cases/state-gone/", 410, None, "Twice."),
    "link used": (NOBODY, "/asked/{asked}/", 410, None, "这个链接用过了、过期了，或者不再需要。"),
    "no right": (W, "/admin/", 403, None, "没有权限看这一页"),
    "errors in a step": (W, "/contributions/{empty}/edit/who/", 200, write_nonsense),
    "offline": (W, "/en/contributions/{other}/edit/who/", 200, go_offline, "Not saved: the connection dropped."),
    "saved in another tab": (W, "/contributions/{draft}/edit/who/", 200, write_in_two_tabs),
    "not sent": (W, "/en/contributions/{empty}/edit/send/", 200, press("form.writing .button", ".note.bad, .error")),
    "changes asked for": (W, "/contributions/{changes}/", 200, None, "哪一年？"),
    "partly accepted": (W, "/en/contributions/{partly}/", 200, None, "A part of it is published.", "摘要不改。"),
    "declined": (W, "/contributions/{declined}/", 200, press("main details summary", "#appeal")),
    "already there": (W, "/en/contributions/{duplicate}/", 200, None, "This is here already:"),
    "taken back": (W, "/contributions/{withdrawn}/", 200, None, "你已撤回，稿子还在。"),
    "collision": (R, "/en/review/{collision}/", 200, press("#decide [value=accept]", "#stop"), "编辑改的标题"),
    "taken on by another": (R, "/review/{taken}/", 200, None, "other已认领"),
    "own": (R, "/en/review/{own}/", 200, None, "You wrote this one. Another reviewer decides."),
    "set aside": (R, "/review/{spam}/", 200, None, "这一篇已作为垃圾稿搁置。"),
}  # fmt: skip
"""Who opens what, the status, what they do there, and words that stand on no page but in this state."""


@pytest.fixture(scope="module")
def prepared(portal, environment):
    """The numbers of contributions in each state."""
    code = PREPARE.format(password=PASSWORD)
    run = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return json.loads(subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout)


@pytest.mark.parametrize("name", STATES)
def test_state_is_accessible_and_fits(windows, portal, prepared, name):
    who, path, status, act, *said = STATES[name]
    page = windows(who)
    try:
        answer = page.goto(portal + path.format(**prepared))
        if act:
            act(page)

        assert answer.status == status
        for words in said:
            expect(page.get_by_text(words).first).to_be_visible()
        assert rules_broken(page) == []
        assert over(page) <= 0
    finally:
        page.context.set_offline(False)
        page.close()


def answered(status):
    """A function: answers a request with the page of an error."""
    return lambda route: route.fulfill(status=status, headers={"Retry-After": "5"}, body="<p>An error</p>")


def test_a_draft_is_saved_when_an_outage_is_over_and_not_after_a_refusal(windows, portal, prepared):
    page, address = windows(W), f"{portal}/en/contributions/{prepared['other']}/edit/ledgers/"
    page.clock.install()
    page.goto(address)
    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    refused, tried = "copy it, open the page again", "saving is tried again by itself"
    for status, words, then in ((403, refused, refused), (429, tried, "Draft saved"), (503, tried, "Draft saved")):
        page.route(address, answered(status), times=1)
        page.locator("textarea").first.press_sequentially("…")
        page.clock.fast_forward(3_000)
        expect(page.locator("#saved.error")).to_contain_text(words)
        page.clock.fast_forward(6_000)
        expect(page.locator("#saved")).to_contain_text(then)
    assert len(posts) == 5
    page.close()


@pytest.mark.parametrize(
    ("path", "status", "words"), [("/", 500, None), ("/en/", 503, MAINTENANCE), ("/cases/", 429, None)]
)
def test_page_of_an_error_is_accessible_and_fits(page, portal, path, status, words):
    request = RequestFactory().get(path)
    answer = errors.error_answer(request, status, words=words)
    page.route(portal + path, lambda route: route.fulfill(status=status, body=answer.content.decode()))
    page.route(f"{portal}/static/css/**", lambda route: route.fulfill(path=ROOT / "static/css/site.css"))

    page.goto(portal + path)

    assert rules_broken(page) == []
    assert over(page) <= 0


def over(page):
    """By how much the page is wider than the smallest telephone."""
    page.set_viewport_size({"width": 320, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
