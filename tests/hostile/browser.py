"""A Chromium without the site's security policy that asks the portal in this very process, and what it sees run."""

import contextvars
from html import escape
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

SURVIVORS = Path(__file__).with_name("survivors.js").read_text(encoding="utf-8").strip().removesuffix(";")
IN_FRAMES = f"""options => [...document.querySelectorAll("iframe")].map(
    frame => !frame.contentDocument || ({SURVIVORS})(options, frame.contentDocument).found.length > 0)"""
THEME = settings.BASE_DIR / "templates" / "components" / "theme.html"
SITE = "http://localhost"


class Attacked:
    """A browser's page. Every request of it is answered by a client of Django's, none leaves the process."""

    def __init__(self, context):
        self.executed, self.foreign, self.files = [], [], {}
        self.client = self.shown = self.context = self.status = None
        context.expose_binding("probe", lambda _source, number=0: self.executed.append(number))
        context.route("**/*", self._answer)
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.executed.append(dialog.message), dialog.dismiss()))
        self.options = {"theme": THEME.read_text(encoding="utf-8").partition(">")[2].partition("</")[0]}

    def _answer(self, route):
        request = route.request
        path = request.url.removeprefix(SITE)
        if path == request.url:  # of another site
            self.foreign.append(request.url)
            return route.abort()
        if path.startswith("/static/") and path in self.files:
            return route.fulfill(**self.files[path])
        asked = (request.method, path, request.post_data_buffer)
        answer = (
            self.shown if path == "/shown" else NOTHING if self.client is None else self.context.run(self._ask, *asked)
        )
        self.status = answer.status_code if request.is_navigation_request() else self.status
        filled = {
            "status": answer.status_code,
            "headers": {name: value for name, value in answer.items() if name.lower() not in UNNEEDED},
            "body": b"".join(answer),
        }
        if path.startswith("/static/"):
            self.files[path] = filled
        return route.fulfill(**filled)

    def _ask(self, method, path, body):
        ask = {"GET": self.client.get, "POST": self.client.post}[method]
        data = {"data": body, "content_type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        return ask(path, follow=True, headers={"host": "localhost"}, **data)

    def open(self, client, path):
        """Load a page; what was found alive in it, and the numbers of the inputs that it shows."""
        self.client = client
        return self._look(f"{SITE}{path}")

    def show(self, answer):
        """The same for an answer that is there already."""
        self.client = None
        self.shown = answer
        return self._look(f"{SITE}/shown")

    def frames(self, documents):
        """Which of these documents, each in a frame, let something live; and the numbers of the inputs that ran."""
        frames = "".join(f'<iframe srcdoc="{escape(text)}"></iframe>' for text in documents)
        self.shown = HttpResponse(frames)
        self.page.goto(f"{SITE}/shown")
        self.page.wait_for_timeout(500)
        alive = self.page.evaluate(IN_FRAMES, self.options)
        return alive, set(self.executed)

    def _look(self, address):
        self.context = contextvars.copy_context()  # Playwright calls back in another one, without our database
        self.executed.clear()
        self.foreign.clear()
        self.page.goto(address)
        self.page.wait_for_timeout(20)  # for what runs a moment later: broken images, frames, animations
        result = self.page.evaluate(SURVIVORS, self.options)
        found = [f"ran: {number}" for number in self.executed] + [f"asked: {url}" for url in self.foreign]
        return found + result["found"], result["seen"]


NOTHING = HttpResponse(status=404)
UNNEEDED = {"content-encoding", "content-length", "set-cookie", "location", "vary"}
