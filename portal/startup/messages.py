"""What the start script says: progress on the way, and one sentence when it cannot go on."""

import errno
import sys
import time

BETWEEN_LINES = 2.0  # seconds between two lines of progress where a line cannot be overwritten


class Stop(SystemExit):
    """Ends the program with one sentence that says what is wrong and how to mend it; exit code 1, no traceback."""


def say(text):
    """One line for the person at the terminal, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def sentence_for(error, folder):
    """The sentence for an error of the operating system that any step can meet."""
    place = error.filename or folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: free about 1 GB where {place} lies and run it again."
    if error.errno == errno.EROFS:
        return f"{place} cannot be written, its file system is read-only: set PORTAL_DATA to a folder that can be."
    if isinstance(error, PermissionError):
        return f"{place} belongs to another account: run this as its owner, or set PORTAL_DATA to a folder of your own."
    return f"{place}: {error.strerror or error}."


class Progress:
    """How far a long step is: one line that is overwritten on a terminal, a new line now and then elsewhere."""

    def __init__(self, title):
        self.title = title
        self.started = self.last = time.monotonic()
        self.overwrites = sys.stdout.isatty()
        say(f"{title} …")

    def at(self, text):
        """Shows where the step is."""
        now = time.monotonic()
        if self.overwrites:
            sys.stdout.write(f"\r\033[K  {text}"[:120])
            sys.stdout.flush()
        elif now - self.last >= BETWEEN_LINES:
            self.last = now
            say(f"  {text}")

    def done(self):
        """Ends the line and says how long it took."""
        start = "\r\033[K" if self.overwrites else ""
        say(f"{start}  done in {time.monotonic() - self.started:.0f} s")
