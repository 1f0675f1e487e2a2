"""A word that is no tag yet, and an organisation without a page: proposed while writing, taken by a reviewer."""

import pytest
from playwright.sync_api import expect

from tests.browser.contributing import declare_and_send, go, write_case

pytestmark = pytest.mark.slow


def test_a_new_tag_and_a_new_organisation_get_pages(enter, portal):
    writer = enter("proposer", "/en", javascript=False)
    uid = write_case(writer, portal, "/en", "With a word of its own")
    edit = f"/en/contributions/{uid}/edit"
    go(writer, portal, f"{edit}/story/")
    writer.fill("[name=tags]", "Relicensing")
    writer.locator("button[name=later]").click()
    writer.select_option("[name=new_tags-0-facet]", "governance")
    writer.fill("[name=new_tags-0-note]", "No tag says that a licence was changed.")
    writer.locator("button[name=later]").click()
    go(writer, portal, f"{edit}/who/")
    writer.locator("#proposed-organization summary").click()
    writer.fill("[name=new_organizations-0-en]", "Some community")
    writer.select_option("[name=new_organizations-0-organization_kind]", "community")
    writer.locator("button[name=later]").click()
    go(writer, portal, f"{edit}/send/")
    declare_and_send(writer, uid)

    reviewer = enter("reviewer", "/en", javascript=False)
    go(reviewer, portal, f"/en/review/{uid}/")
    for number in range(2):
        reviewer.check(f"[name=proposal-{number}][value=take]")
    reviewer.locator("#decide button[name=act][value=accept]").click()
    reviewer.locator(".note.ok a").click()

    expect(reviewer.locator("main a[href$='/tags/relicensing/']").first).to_be_visible()
    reviewer.locator("main a[href$='/organizations/some-community/']").first.click()
    expect(reviewer.locator("h1")).to_contain_text("Some community")
