"""`./run bench`: what pages and API answers cost, as shares of the server's own empty view in the same run.

Starts a throw-away cluster and the production server with one worker, measures with the book's content and again with
synthetic cases, and prints each figure beside its target: for a page made anew (by a server that keeps no pages), for
one that the server has kept, and for the word that a reader's copy still holds. The cost of a request is the CPU time
of the server's and of PostgreSQL's processes together, from /proc: it holds on noisy machines, where times on the clock
do not.
"""

import argparse
import contextlib
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from portal.startup.embedded_postgres import throwaway_cluster  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
BLOCK = 60  # requests between two readings of the CPU's clock
ROUNDS = 9
WAYS = ("anew", "kept", "304")
"""A page is made anew, taken from those the server keeps, or told to hold still."""


@dataclass
class Target:
    """Something to ask for, and the least share of the empty view that it should reach."""

    name: str
    paths: list
    share: float
    again: float
    figures: dict = field(default_factory=dict)
    etags: list = field(default_factory=list)

    def cost(self, way):
        """CPU milliseconds of one request."""
        return statistics.median(self.figures[way])


def targets():
    """What is measured, with the book's slugs."""
    return [
        Target("empty view", ["/healthz"], 1.0, 0),
        Target("home", ["/", "/en/"], 0.12, 0.6),
        Target("case list", ["/cases/", "/en/cases/"], 0.12, 0.6),
        Target("faceted list", ["/cases/?mechanism=sharing&evidence=2", "/cases/?technology=deep-learning"], 0.12, 0.6),
        Target("last page", ["/cases/?page={last}"], 0.10, 0.6),
        Target("search in cases", ["/cases/?q=%E5%BC%80%E6%BA%90", "/cases/?q=tensorflow"], 0.06, 0.4),
        Target("search", ["/search/?q=%E8%AE%B8%E5%8F%AF%E8%AF%81", "/en/search/?q=licence"], 0.06, 0.4),
        Target("typeahead", ["/search/suggest?q=ky", "/en/search/suggest?q=gov"], 0.25, 0.6),
        Target("case", ["/cases/tensorflow-google/", "/en/cases/linux-ibm/"], 0.20, 0.6),
        Target("strategy", ["/strategies/co-create/"], 0.20, 0.6),
        Target("term", ["/glossary/co-creation/", "/en/glossary/win-win/"], 0.20, 0.6),
        Target("tag page", ["/tags/sharing/", "/en/tags/open-data/"], 0.12, 0.6),
        Target("API list", ["/api/v1/cases/"], 0.12, 0.6),
        Target("API item", ["/api/v1/cases/tensorflow-google/"], 0.25, 0.6),
    ]


def main():
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument(
        "--cases", type=int, default=10_000, help="synthetic cases for the second part (default 10,000)"
    )
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of {BLOCK} requests each (default {ROUNDS})"
    )
    options = parser.parse_args()
    if not Path("/proc/self/stat").exists():
        sys.exit("The benchmark reads CPU times from /proc, so it needs Linux.")
    with throwaway_cluster() as settings, tempfile.TemporaryDirectory() as data:
        os.environ.update(
            DATABASE_URL=settings["URL"],
            DJANGO_SETTINGS_MODULE="portal.settings",
            PORTAL_DATA=data,
            RATE_LIMITS="api=1000000/min",
            LOG_LEVEL="WARNING",
        )
        script("portal.startup.prepare")
        book = measure("the book's content", options.rounds, last=2)
        if options.cases:
            say(f"Making {options.cases} synthetic cases …")
            script("tests.bench.synthetic", str(options.cases))
            what = f"the book's content and {options.cases} synthetic cases"
            report_growth(book, measure(what, options.rounds, last=options.cases // 20))
        script("tests.bench.publishing")


def say(text=""):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def script(module, *arguments):
    """Run a module of the project in a process of its own."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)


def measure(what, rounds, *, last):
    """Measure every target in shuffled rounds in every way, print the table, return the targets."""
    wanted = targets()
    for target in wanted:
        target.paths = [path.replace("{last}", str(min(last, 500))) for path in target.paths]
    with server(PAGE_CACHE_MEGABYTES="0") as anew, server() as keeping:
        for target in wanted:
            for path in target.paths:
                warm(anew[0], path)
            target.etags = [warm(keeping[0], path) for path in target.paths]
        for _round in range(rounds):
            for target, way in random.sample([(t, w) for t in wanted for w in WAYS], len(WAYS) * len(wanted)):
                port, seconds = anew if way == "anew" else keeping
                target.figures.setdefault(way, []).append(block(port, target, way == "304", seconds))
    report(what, wanted, queries(wanted))
    return wanted


def queries(wanted):
    """How many queries each target takes when it is made anew, as "least–most" over its addresses."""
    paths = [path for target in wanted for path in target.paths]
    command = [sys.executable, "-m", "tests.bench.queries", *paths]
    environment = os.environ | {"PAGE_CACHE_MEGABYTES": "0"}
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    number = dict(zip(paths, map(int, said.split()), strict=True))
    return {target.name: sorted({number[path] for path in target.paths}) for target in wanted}


@contextlib.contextmanager
def server(**environment):
    """The production server with one worker; gives its port and a function for the CPU seconds used so far."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    postgres = postmaster()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.startup.web", "127.0.0.1", str(port)],
        cwd=ROOT,
        env=os.environ | {"WEB_WORKERS": "1"} | environment,
    )
    try:
        for _try in range(150):
            with contextlib.suppress(OSError):
                warm(port, "/healthz")
                break
            time.sleep(0.2)
        yield port, lambda: tree_seconds(process.pid) + tree_seconds(postgres)
    finally:
        process.terminate()
        process.wait()


def postmaster():
    """The process number of PostgreSQL's parent process."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        backend = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
        return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def tree_seconds(root):
    """CPU seconds used by a process and all below it, the ended ones too."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            columns = stat.read_text().rpartition(")")[2].split()
            pid = int(stat.parent.name)
            parents[pid] = int(columns[1])
            used[pid] = sum(map(int, columns[11:15]))
    members = {root}
    for _depth in range(5):
        members |= {pid for pid, parent in parents.items() if parent in members}
    return sum(used.get(pid, 0) for pid in members) / TICK


def warm(port, path):
    """Ask a few times; return the ETag. Ends the run when the answer is not 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _try in range(3):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{path} answers {answer.status}, so there is nothing to measure.")
    return answer.headers.get("ETag", "")


def block(port, target, again, seconds):
    """CPU milliseconds per request of one block; `again` asks with the ETag of what is known already."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    before = seconds()
    for number in range(BLOCK):
        turn = number % len(target.paths)
        headers = {"If-None-Match": target.etags[turn]} if again and target.etags[turn] else {}
        connection.request("GET", target.paths[turn], headers={"Accept-Encoding": "gzip"} | headers)
        connection.getresponse().read()
    return (seconds() - before) * 1000 / BLOCK


def report(what, wanted, numbers):
    """Print each target's share of the empty view beside what it should be, and how many queries it takes."""
    empty = wanted[0].cost("anew")
    say(f"\nWith {what}; the empty view costs {empty:.2f} ms of CPU")
    heading = "".join(f"{way + ' ms':>9}{'share':>7}{'target':>8}{'':>3}" for way in WAYS)
    say(f"{'':<18}{'queries':>8}{heading}")
    for target in wanted[1:]:
        line = f"{target.name:<18}{'–'.join(map(str, numbers[target.name])):>8}"
        for way in WAYS:
            least = target.share if way == "anew" else target.again
            cost = target.cost(way)
            share = empty / cost
            line += f"{cost:>9.2f}{share:>7.0%}{least:>8.0%}{'✓' if share >= least else '–':>3}"
        say(line)


def report_growth(before, after):
    """Print how many times as much each target costs with more content."""
    say(f"\nTimes as much as with the book alone\n{'':<18}" + "".join(f"{way:>9}" for way in WAYS))
    for one, other in zip(before[1:], after[1:], strict=True):
        say(f"{one.name:<18}" + "".join(f"{other.cost(way) / one.cost(way):>9.1f}" for way in WAYS))


if __name__ == "__main__":
    main()
