"""./run check and ./run fix: what the house asks of its code, one line each. Add a check here and nowhere else."""

import os
import subprocess
import sys

from portal.startup.database import ROOT
from portal.startup.messages import say

# What it looks at, and the command (after `python`).
CHECKS = (
    ("lint", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("import rules", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ("settings", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
    ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
    ("translations", ["locale/messages.py", "--check"]),
    ("templates", ["-m", "djlint", "templates", "--lint", "--quiet"]),
)

# ./run fix; templates are laid out by hand: djlint would break the spaces between Chinese and Latin text.
REPAIRS = (
    ("format", ["-m", "ruff", "format", "."]),
    ("lint", ["-m", "ruff", "check", "--fix", "."]),
    ("format again", ["-m", "ruff", "format", "--quiet", "."]),
)

# The check of the settings asks about a site in production, so it gets the address of one.
ENVIRONMENT = {"PORTAL_BASE_URL": "https://portal.example", "ALLOWED_HOSTS": "portal.example"}


def run_all(steps):
    """Runs every step, says which failed, and returns the exit code."""
    failed = []
    for name, command in steps:
        say(f"── {name}")
        code = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | ENVIRONMENT, check=False
        ).returncode
        if code:
            failed.append(name)
    if failed:
        say(f"\nNot in order: {', '.join(failed)}.")
    else:
        say("\nEverything in order.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_all(REPAIRS if sys.argv[1:] == ["fix"] else CHECKS))
