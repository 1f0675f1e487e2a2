"""Images on the page of a case, and in every other form of it."""

import json

import pytest
from rest_framework.exceptions import ValidationError

from content.actions import save
from content.models import Image, Revision
from tests.factories import CaseFactory, ImageFactory, image, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db):
    return ImageFactory()


@pytest.fixture
def case(kept):
    """A case with an image that has every part."""
    shown = image(kept, caption=text("合并之前", "Before the merge"), credit="A. Author, CC BY 4.0")
    return CaseFactory(slug="case", images=[shown])


def changed(case, **parts):
    return save(kind="case", document=case.document | parts, source=Revision.Source.ADMIN)


def test_the_page_shows_the_image_with_its_size_and_words(client, case, kept):
    html = client.get("/cases/case/").content.decode()

    assert (
        f'<img src="/media/{kept.name}" width="800" height="600" alt="两个人在看代码" loading="lazy" decoding="async">'
        in html
    )
    assert '<figcaption>合并之前 <span class="muted">A. Author, CC BY 4.0</span></figcaption>' in html
    assert 'href="#images"' in html
    assert f'<meta property="og:image" content="http://testserver/media/{kept.name}">' in html


def test_words_that_are_missing_in_a_language_are_marked(client, kept):
    CaseFactory(slug="case", images=[{"file": kept.name, "alt": text("只有中文")}])

    assert 'alt="只有中文" lang="zh-Hans"' in client.get("/en/cases/case/").content.decode()


def test_a_page_without_images_says_nothing_of_them(client):
    CaseFactory(slug="case")

    html = client.get("/cases/case/").content.decode()

    assert "<figure" not in html and 'id="images"' not in html and "og:image" not in html


def test_images_cost_no_query(client, case, django_assert_num_queries):
    client.get("/cases/case/")  # the terms of the glossary are known now

    with django_assert_num_queries(3):
        client.get("/cases/case/")


def test_the_api_markdown_and_linked_data_have_the_image(client, case, kept):
    assert client.get("/api/v1/cases/case/").json()["images"][0]["file"] == kept.name
    markdown = client.get("/en/cases/case.md").content.decode()
    assert f"![Two people read code](http://testserver/media/{kept.name})" in markdown
    assert "Before the merge A. Author, CC BY 4.0" in markdown
    html = client.get("/cases/case/").content.decode()
    linked = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert f'"contentUrl": "http://testserver/media/{kept.name}"' in json.dumps(linked)


@pytest.mark.parametrize(
    ("images", "place"),
    [
        ([{"file": f"{9:032x}.webp", "alt": text("图")}], "file"),
        ([{"file": "../secret_key", "alt": text("图")}], "file"),
        ([{"file": "", "alt": text("图")}], "file"),
        ([{"file": 7, "alt": text("图")}], "file"),
    ],
)
def test_only_an_image_that_is_kept_can_be_shown(db, images, place):
    with pytest.raises(ValidationError) as refusal:
        CaseFactory(images=images)

    assert place in refusal.value.detail["images"][0]


def test_an_image_needs_words_and_stands_once(kept):
    for images in ([image(kept, alt=text(""))], [image(kept), image(kept)], [image() for _number in range(11)]):
        with pytest.raises(ValidationError):
            CaseFactory(images=images)


def test_a_published_image_is_kept_for_long_and_runs_nothing(client, case, kept):
    answer = client.get(f"/media/{kept.name}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer.content == kept.data
    assert answer["Cache-Control"] == "public, max-age=2592000, immutable"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="{kept.name}"'
    assert "Cookie" not in answer.get("Vary", "")


def test_a_signed_in_reader_may_keep_it_too(client, case, kept, stranger):
    client.force_login(stranger)

    answer = client.get(f"/media/{kept.name}")

    assert answer["Cache-Control"] == "public, max-age=2592000, immutable"
    assert not answer.cookies


def test_who_has_the_image_is_told_so(client, case, kept):
    known = client.get(f"/media/{kept.name}")["ETag"]

    assert client.get(f"/media/{kept.name}", headers={"If-None-Match": known}).status_code == 304


@pytest.mark.parametrize("name", ["nothing.webp", f"{9:032x}.webp", "..%2Fsecret_key", "a" * 300])
def test_other_names_are_nowhere(client, case, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_an_image_that_no_page_shows_is_not_public(client, kept):
    assert client.get(f"/media/{kept.name}").status_code == 404


def test_the_images_of_a_removed_page_are_gone_and_come_back_with_it(client, case, kept):
    changed(case, status="removed", status_reason=text("撤下"))
    gone = client.get(f"/media/{kept.name}")
    assert (gone.status_code, gone["Cache-Control"]) == (404, "private, no-store")

    changed(case, status="published")

    assert client.get(f"/media/{kept.name}").status_code == 200


def test_the_images_of_a_page_that_is_not_visible_yet_are_not_public(client, kept):
    CaseFactory(images=[image(kept)], visible_from="2126-01-01T00:00:00Z")

    assert client.get(f"/media/{kept.name}").status_code == 404


def test_an_image_of_an_old_version_stays(client, case, kept):
    changed(case, images=[])

    assert f'src="/media/{kept.name}"' in client.get("/cases/case/v/1/").content.decode()
    assert client.get(f"/media/{kept.name}").status_code == 200
    assert list(Image.objects.get(pk=kept.pk).pages.values_list("slug", flat=True)) == ["case"]


def test_the_history_says_what_changed_about_an_image(client, case):
    images = [case.document["images"][0] | {"caption": text("合并之后", "After the merge")}]
    changed(case, images=images)

    html = client.get("/en/cases/case/compare/1..2/").content.decode()

    assert "› After the merge › Caption" in html
    assert "<ins>After</ins>" in html


def test_documents_from_before_there_were_images_are_shown_all_the_same(client):
    case = CaseFactory(slug="case")
    changed(case, background=text("新的背景"))
    Revision.objects.filter(page_id=case.pk, number=1).update(
        document={k: v for k, v in case.document.items() if k != "images"}
    )

    assert client.get("/cases/case/v/1/").status_code == 200
