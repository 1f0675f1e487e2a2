"""./run test: all tests, with the lines and branches they reach; with arguments, those tests alone and unmeasured."""

import subprocess
import sys

from portal.startup.database import ROOT
from portal.startup.messages import say

PYTEST = ["-m", "pytest", "-n", "2"]
FLOOR = 95
"""Per cent of all lines and branches. Who may do what is held to 100."""
PERMISSIONS = "portal/permissions.py,portal/admin_permissions.py,portal/rules.py,portal/middleware/access_tokens.py"
REPORT = ["-m", "coverage", "report", "--format=total"]


def python(*arguments, quiet=False):
    """Runs the environment's Python in the project's folder and returns its exit code."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=output, check=False).returncode


def main(arguments):
    """The exit code: of pytest, or 1 when everything passed and too little was reached."""
    if arguments:
        return python(*PYTEST, *arguments)
    python("-m", "coverage", "erase")
    if failed := python("-m", "coverage", "run", *PYTEST):
        return failed
    python("-m", "coverage", "combine", "--quiet")
    say("\nReached by the tests, per cent of lines and branches (where not: .venv/bin/python -m coverage report):")
    enough = python(*REPORT, f"--fail-under={FLOOR}") == 0
    complete = python(*REPORT, f"--include={PERMISSIONS}", "--fail-under=100", quiet=True) == 0
    if not enough:
        say(f"That is less than {FLOOR}.")
    if not complete:
        say(f"Of {PERMISSIONS} all must be reached, and is not.")
    return 0 if enough and complete else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
