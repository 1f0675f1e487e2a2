"""The admin's form of a page, filled in and sent as a browser would."""

from html.parser import HTMLParser

from django.urls import reverse

from content.document import get_kind
from content.models import Page


class Fields(HTMLParser):
    """Every field of the page's form with what it holds: (name, value) in order."""

    def __init__(self, html, form="page-form"):
        super().__init__()
        self.form = form
        self.found, self.inside, self.templates, self.text, self.options = [], False, 0, None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.templates += tag == "template"
        if tag == "form":
            self.inside = self.form in (given.get("class") or "")
        if not self.inside or self.templates:
            return
        if tag == "input" and given.get("type") not in {"submit", "file"}:
            self.handle_input(given)
        elif tag == "textarea":
            self.text = [given["name"], ""]
        elif tag == "select":
            self.options = [given["name"], None]
        elif tag == "option" and (self.options[1] is None or "selected" in given):
            self.options[1] = given.get("value", "")

    def handle_input(self, given):
        ticked = given.get("type") not in {"checkbox", "radio"}
        if ticked or "checked" in given:
            self.found.append((given["name"], given.get("value") or ("" if ticked else "on")))

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        self.inside = self.inside and tag != "form"
        if tag == "textarea" and self.text:
            self.found.append((self.text[0], self.text[1].removeprefix("\n")))
            self.text = None
        elif tag == "select" and self.options:
            self.found.append(tuple(self.options))
            self.options = None

    def handle_data(self, data):
        if self.text:
            self.text[1] += data


def fields_of(html, form="page-form"):
    """The fields of the page's form as a browser sends them, by name. form: the form's class."""
    fields = {}
    for name, value in Fields(html, form).found:
        fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\n", "\r\n"))
    return fields


def address(page, name="change"):
    """The address in the admin of one of the pages about a page."""
    opts = get_kind(page.kind).model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[page.pk])


def address_of_kind(kind, name="changelist"):
    opts = get_kind(kind).model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}")


class AdminForm:
    """A page's form as it was opened; the same form can be sent more than once."""

    def __init__(self, client, page=None, *, kind=""):
        self.client, self.note = client, {"note": "why"} if page else {}
        self.url = address(page) if page else address_of_kind(kind, "add")
        self.shown = client.get(self.url)
        self.html = self.shown.content.decode()
        self.fields = fields_of(self.html)

    def send(self, **changes):
        """Send the form with these fields changed; the answer."""
        return self.client.post(self.url, self.fields | {"_save": "Save"} | self.note | changes)


def edited(client, page, **changes):
    """The page's document after its form was sent with these changes."""
    answer = AdminForm(client, page).send(**changes)
    assert answer.status_code == 302, answer.content.decode()
    return Page.objects.get(pk=page.pk).document
