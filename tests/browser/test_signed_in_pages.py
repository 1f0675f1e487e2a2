"""Pages of those who are signed in, in Chromium: accessible in both languages and themes, and wide enough."""

import json
import subprocess
import sys

import pytest

from tests.browser.conftest import PASSWORD, ROOT
from tests.browser.test_pages import rules_broken, watch

pytestmark = pytest.mark.slow

OPEN = {
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "contribute": "/contribute/",
    "sign out, signed out": "/accounts/confirm-email/",
    "reset sent": "/accounts/password/reset/done/",
    "question to somebody outside": "{asked}",
}
# The first ones ask for the password again when the sign-in was ten minutes ago.
AUTHOR = {
    "app": "/accounts/2fa/totp/activate/",
    "recovery codes": "/accounts/2fa/recovery-codes/generate/",
    "new passkey": "/accounts/2fa/webauthn/add/",
    "tokens": "/accounts/tokens/",
    "delete": "/accounts/delete/",
    "account": "/accounts/",
    "profile": "/accounts/profile/",
    "e-mail": "/accounts/email/",
    "password": "/accounts/password/change/",
    "second factor": "/accounts/2fa/",
    "passkeys": "/accounts/2fa/webauthn/",
    "sessions": "/accounts/sessions/",
    "sign out": "/accounts/logout/",
    "notices": "/accounts/notices/",
    "mails": "/accounts/notices/mails/",
    "organisations": "/accounts/organizations/",
    "members": "/accounts/organizations/apache/",
    "join": "/accounts/organizations/mozilla/join/",
    "collections": "/accounts/collections/",
    "collection": "/accounts/collections/{collection}/",
    "collect": "/accounts/collections/add/?page={case_uid}",
    "new contribution": "/contribute/new/",
    "contributions": "/contributions/",
    "receipt": "/contributions/{sent}/",
    "tasks": "/contributions/{draft}/edit/",
    "who": "/contributions/{draft}/edit/who/",
    "ledgers": "/contributions/{draft}/edit/ledgers/",
    "story": "/contributions/{draft}/edit/story/",
    "sources": "/contributions/{draft}/edit/evidence/",
    "send": "/contributions/{draft}/edit/send/",
    "preview": "/contributions/{draft}/preview/",
    "suggest": "/cases/vllm/suggest/",
    "reply": "/cases/apache-ai-sharing/reply/",
}
REVIEWER = {
    "queue": "/review/",
    "desk": "/review/{sent}/",
    "desk of a change": "/review/{change}/",
}
EDITOR = {
    "admin": "/admin/",
    "list": "/admin/cases/case/",
    "form": "/admin/cases/case/{case}/change/",
    "new page": "/admin/glossary/term/add/",
    "history": "/admin/cases/case/{case}/history/",
    "differences": "/admin/cases/case/{case}/compare/?older=1&newer=2",
    "all pages": "/admin/content/page/",
    "contributions": "/admin/contributions/contribution/",
    "collections": "/admin/community/collection/",
    "app": "/admin/content/",
}
WHO = {"": OPEN, "writer-of-pages": AUTHOR, "reader-of-pages": REVIEWER, "editor": EDITOR}
PAGES = [(who, name) for who, pages in WHO.items() for name in pages]

PREPARE = """
import json
from django.contrib.auth.models import Group, User
from django.utils import timezone
from allauth.account.models import EmailAddress
from community.collecting.actions import Wish, add, create
from community.models import Membership
from content.models import Page
from contributions import actions
from tests.contributions.conftest import DECLARED, case_document, sent_change
writer = User.objects.create_user("writer-of-pages", password="{password}")
EmailAddress.objects.create(user=writer, email="writer@example.org", verified=True, primary=True)
reviewer = User.objects.create_user("reader-of-pages", password="{password}")
reviewer.groups.add(Group.objects.get(name="reviewer"))
apache, case = Page.objects.get(kind="organization", slug="apache"), Page.objects.get(kind="case", slug="vllm")
Membership.objects.create(user=writer, organization_id=apache.pk, state="verified", proof="staff", role="owner",
                          decided_at=timezone.now())
actions.agree(writer, 1)
document = case_document(parties=[dict(side="community", name=dict(zh="某社区", en="")),
                                  dict(side="company", name=dict(zh="某公司", en=""))])
def begun():
    row = actions.start(by=writer, kind="case", document=document)
    return actions.save_draft(row, by=writer, version=1, **DECLARED)
draft, sent = begun(), begun()
sent = actions.send(sent, by=writer, version=sent.version)
change = sent_change(writer, case, summary=dict(zh="改过。", en="Changed."),
                     title=dict(zh="另一个标题", en="Another title"))
actions.message(sent, by=writer, text="一句话。\\n\\n> quoted")
actions.message(sent, by=reviewer, text="只给审稿人", staff_only=True)
links = []
guest = actions.Guest("法务", "legal@example.org", "zh-hans", "comment")
actions.invite(sent, by=reviewer, guest=guest, path=lambda token: links.append(f"/asked/{{token}}/") or links[0])
collection = create(by=writer, language="zh", wish=Wish("读书单", "为什么读。"))
add(collection, case, by=writer, note="先读这个。")
print(json.dumps(dict(draft=draft.uid, sent=sent.uid, change=change.uid, asked=links[0], collection=collection.uid,
                      case=case.pk, case_uid=case.uid)))
"""


@pytest.fixture(scope="module")
def prepared(portal, environment):
    """Numbers and links of what the pages show."""
    code = PREPARE.format(password=PASSWORD)
    run = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return json.loads(subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout)


@pytest.mark.parametrize("language", ["", "/en"], ids=["zh", "en"])
@pytest.mark.parametrize(("who", "name"), PAGES, ids=[f"{who or 'anybody'}: {name}" for who, name in PAGES])
def test_page_is_accessible_and_fits(windows, portal, prepared, who, name, language):
    page, path = windows(who), WHO[who][name].format(**prepared)
    if path.startswith("/admin/"):  # one address for both languages
        page.context.add_cookies([{"name": "django_language", "value": "en" if language else "zh-hans", "url": portal}])
        language = ""
    address = portal + language + path
    _answers, errors = watch(page, address)
    answer = page.goto(address)
    if "/reauthenticate/" in page.url:  # the sign-in was too long ago for this page
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button.button").first.click()
        page.wait_for_load_state()
        answer = page.goto(address)

    assert (answer.status, answer.url) == (200, address)
    assert rules_broken(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    assert errors == []
    page.close()
