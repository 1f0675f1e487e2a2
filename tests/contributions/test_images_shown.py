"""Who sees the images of contributions, and how long they stay."""

import json

import pytest
from django.urls import reverse

from community.models import Notice
from community.personal_data import export_of
from content.models import Image, Page
from contributions import actions
from contributions.models import State
from contributions.personal_data import forget_own
from contributions.preview import preview_token, shared_images
from tests.contributions.conftest import case_document, image_of, own_image, person, sent_change
from tests.factories import CaseFactory, ImageFactory, image, text

pytestmark = pytest.mark.django_db


def test_nobody_else_sees_the_image_of_a_draft(client, illustrated, reviewer, editor):
    kept = image_of(illustrated)
    for other in (person("stranger"), reviewer, editor):
        client.force_login(other)
        assert client.get(own_image(illustrated, kept)).status_code == 404
    client.logout()
    assert client.get(own_image(illustrated, kept)).status_code == 302  # to the sign-in
    assert client.get(f"/media/{kept.name}").status_code == 404


def test_reviewers_see_what_was_sent_and_not_what_is_written_meanwhile(
    client, illustrated, author, reviewer, guidelines
):
    sent = actions.send(illustrated, by=author, version=illustrated.version)
    actions.claim(sent, by=reviewer)
    asked = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    first, second = image_of(sent), ImageFactory(by=author)
    actions.save_draft(asked, by=author, version=asked.version, document={"images": [image(second)]})
    client.force_login(reviewer)

    assert client.get(own_image(sent, first)).status_code == 200
    assert client.get(own_image(sent, second)).status_code == 404


def test_the_desk_shows_the_images_beside_the_text(client, illustrated, author, reviewer):
    sent = actions.send(illustrated, by=author, version=illustrated.version)
    client.force_login(reviewer)

    html = client.get(reverse("review:desk", args=[sent.uid])).content.decode()

    assert f'<img src="{own_image(sent, image_of(sent))}"' in html
    assert ">800<" not in html


def test_a_party_that_is_asked_sees_the_images(client, illustrated, author, reviewer):
    sent = actions.send(illustrated, by=author, version=illustrated.version)
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", "confirm", "acme")
    invited = []
    actions.invite(sent, by=reviewer, guest=guest, path=lambda token: invited.append(token) or f"/{token}/")
    for address in (f"/asked/{invited[0]}/", f"/asked/{invited[0]}/?page"):
        html = client.get(address).content.decode()
        image_address = html.partition('<figure class="image"><img src="')[2].partition('"')[0]

        assert client.get(image_address).status_code == 200, address


def test_answers_with_unpublished_images_are_kept_by_nobody(desk, illustrated):
    answer = desk.get(own_image(illustrated, image_of(illustrated)))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_naming_the_image_of_somebody_else_shows_nothing(client, illustrated, acme):
    other, kept = person("other"), image_of(illustrated)
    document = case_document(images=[image(kept)])
    row = actions.start(by=other, kind="case", document=document)
    row = actions.save_draft(row, by=other, version=1, document={"images": [image(kept, credit="x")]})
    client.force_login(other)

    assert client.get(own_image(row, kept)).status_code == 404


def test_the_preview_shows_the_image_to_its_author_and_behind_the_signed_link(desk, illustrated):
    kept = image_of(illustrated)
    html = desk.get(reverse("contributions:preview", args=[illustrated.uid])).content.decode()
    assert f'<img src="{own_image(illustrated, kept)}" width="800" height="600" alt="两个人在看代码"' in html
    desk.logout()
    shared = desk.get(reverse("contributions:shared", args=[preview_token(illustrated)])).content.decode()
    address = shared.partition('<figure class="image"><img src="')[2].partition('"')[0]
    assert address.startswith("/contributions/preview/")

    answer = desk.get(address)

    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert desk.get(address.replace(kept.name, ImageFactory().name)).status_code == 404
    assert desk.get(f"/contributions/preview/forged/images/{kept.name}").status_code == 404


def test_a_shared_link_to_an_image_ends_with_the_text(client, illustrated, author):
    address = shared_images(illustrated) + image_of(illustrated).name
    assert client.get(address).status_code == 200

    actions.withdraw(illustrated, by=author)

    assert client.get(address).status_code == 404


def test_an_accepted_image_is_public_and_not_before(client, illustrated, author, reviewer):
    sent = actions.send(illustrated, by=author, version=illustrated.version)
    kept = image_of(sent)
    assert client.get(f"/media/{kept.name}").status_code == 404

    accepted = actions.accept(sent, by=reviewer)

    assert client.get(f"/media/{kept.name}").status_code == 200
    page = client.get(f"/cases/{accepted.page.slug}/").content.decode()
    assert f'<img src="/media/{kept.name}"' in page
    assert Notice.objects.filter(kind="contribution_accepted").exists()


def test_a_suggestion_shows_the_images_of_its_page(client, author):
    kept = ImageFactory()
    row = sent_change(author, CaseFactory(images=[image(kept)]), summary=text("改过"))
    client.force_login(author)

    assert client.get(own_image(row, kept)).status_code == 200
    other = CaseFactory(images=[image(ImageFactory())])
    elsewhere = Image.objects.get(pages=other)
    assert client.get(own_image(row, elsewhere))["Location"] == f"/media/{elsewhere.name}"


def test_a_suggestion_can_take_an_image_away_and_old_versions_keep_it(client, author, reviewer):
    kept = ImageFactory()
    case = CaseFactory(slug="old", images=[image(kept)])
    row = sent_change(author, case, images=[])

    actions.accept(row, by=reviewer)

    assert Page.objects.get(slug="old").document["images"] == []
    assert f'src="/media/{kept.name}"' in client.get("/cases/old/v/1/").content.decode()
    assert client.get(f"/media/{kept.name}").status_code == 200


def test_a_program_puts_its_owners_image_into_a_text(program, begun, author):
    kept = ImageFactory(by=author)

    changed = program.step(begun, "", {"document": {"images": [image(kept, width=1)]}})

    assert changed.status_code == 200
    row = author.contributions.get()
    assert list(row.images.all()) == [kept]
    sent = program.step(changed, "send/")
    assert sent.json()["document"]["images"][0]["width"] == 800


def test_an_image_nobody_uploaded_cannot_be_sent(program, begun):
    changed = program.step(begun, "", {"document": {"images": [{"file": f"{7:032x}.webp", "alt": text("x")}]}})

    answer = program.step(changed, "send/")

    assert answer.status_code == 422
    assert "images" in json.dumps(answer.json())


# --- What goes --------------------------------------------------------------------------------------------------------


def old(kept):
    Image.objects.filter(pk=kept.pk).update(created_at="2020-01-01T00:00Z")
    return kept


def test_an_image_goes_when_nothing_shows_it_any_more(illustrated, author, reviewer):
    unused, written = old(ImageFactory()), old(image_of(illustrated))
    published = old(ImageFactory())
    CaseFactory(images=[image(published)])
    new = ImageFactory()

    assert actions.forget_unused_images() == 1

    assert set(Image.objects.all()) == {written, published, new}
    assert unused not in Image.objects.all()


def test_the_images_of_a_forgotten_draft_go_with_it(illustrated):
    old(image_of(illustrated))
    type(illustrated).objects.filter(pk=illustrated.pk).update(updated_at="2020-01-01T00:00Z")

    actions.forget_old_drafts()
    actions.forget_unused_images()

    assert not Image.objects.exists()


def test_what_was_sent_keeps_its_images_though_the_author_took_them_out(illustrated, author, reviewer):
    sent = actions.send(illustrated, by=author, version=illustrated.version)
    kept = old(image_of(sent))
    back = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    actions.save_draft(back, by=author, version=back.version, document={"images": []})

    actions.forget_unused_images()

    assert Image.objects.filter(pk=kept.pk).exists()


def test_taking_a_text_up_again_takes_its_images_along(illustrated, author):
    gone = actions.withdraw(actions.send(illustrated, by=author, version=illustrated.version), by=author)

    new = actions.revise(gone, by=author)

    assert (new.state, list(new.images.all())) == (State.DRAFT, [image_of(illustrated)])


def test_a_person_gets_the_list_of_their_images_and_takes_unpublished_ones_along(illustrated, author):
    kept = image_of(illustrated)

    (listed,) = export_of(author)["contributions"]["images"]

    assert (listed["file"], listed["contributions"], listed["pages"]) == (kept.name, [illustrated.uid], [])
    forget_own(author, keep_name=False)
    assert not Image.objects.exists()
