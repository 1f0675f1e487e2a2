"""What `run` hands over to: makes the environment and becomes the command that was asked for. Standard library only."""

import os
import sys

from portal.startup.database import ROOT
from portal.startup.messages import Stop, say, sentence_for

HELP = """\
./run                 start the portal at http://127.0.0.1:8000/ (all it needs is installed on the first start)
./run dev             the same for developing: reloads changed code, debug toolbar
./run test [ARGS]     all tests on a database of their own; ARGS go to pytest
./run check           lint, format, import rules, settings, migrations, templates
./run fix             format the code and repair what lint can
./run bench [ARGS]    the benchmarks
./run manage ARGS     manage.py in the portal's environment
./run help            this text

PORT           the port, 8000 by default
PORTAL_HOST    the address to listen on, 127.0.0.1 by default
PORTAL_DATA    the folder of the database and the secret key, ./var by default
DATABASE_URL   a PostgreSQL of your own, 15 or newer, in place of the one that comes along
PORTAL_PYTHON  the Python to use, 3.11 or newer
All others are in docs/operations.md."""

# The commands: what to install, and what the process becomes (after `python`).
COMMANDS = {
    "serve": ("requirements.txt", ["-m", "portal.startup.server"]),
    "dev": ("requirements-dev.txt", ["-m", "portal.startup.server", "dev"]),
    "test": ("requirements-dev.txt", ["-m", "portal.startup.tests"]),
    "check": ("requirements-dev.txt", ["-m", "portal.startup.checks"]),
    "fix": ("requirements-dev.txt", ["-m", "portal.startup.checks", "fix"]),
    "bench": ("requirements-dev.txt", ["tests/bench/bench.py"]),
    "manage": ("requirements.txt", ["manage.py"]),
}
TAKING_ARGUMENTS = {"test", "bench", "manage"}


def main(arguments):
    """Becomes the command; ends with one sentence if it cannot."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    if verb in {"help", "--help", "-h"}:
        say(HELP)
        return
    if verb not in COMMANDS:
        raise Stop(f"There is no ./run {verb}: ./run help shows what there is.")
    if rest and verb not in TAKING_ARGUMENTS:
        raise Stop(f"./run {verb} takes no arguments: ./run help shows what there is.")
    if os.name != "posix":
        raise Stop("This start script needs Linux or macOS: on Windows use WSL.")
    from portal.startup.environment import Environment

    requirements, command = COMMANDS[verb]
    try:
        python = Environment().make_ready(requirements)
    except OSError as error:
        raise Stop(sentence_for(error, ROOT)) from None
    unwanted = {"PYTHONHOME", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(python, [str(python), *command, *rest], environment)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        raise Stop("Interrupted.") from None
