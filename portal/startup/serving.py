"""Which portal serves this data folder on a port: a file that its process holds locked, so that none is left stale."""

import contextlib
import fcntl
import os

from portal.startup.messages import Stop


def place(data, port):
    return data / f"serving-{port}"


@contextlib.contextmanager
def serving(data, port):
    """Says so for as long as it lasts. Raises Stop when another process does already."""
    data.mkdir(parents=True, exist_ok=True)
    with open(place(data, port), "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # two starts at once
            raise Stop(taken(port, who_serves(data, port))) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            place(data, port).unlink(missing_ok=True)


def who_serves(data, port):
    """The number of the process that serves this data there, or None."""
    try:
        with open(place(data, port), encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return place(data, port).read_text(encoding="ascii") or None
    except OSError:
        return None  # no such file: nobody has said so
    return None


def taken(port, process):
    """The sentence for a port at which somebody listens; `process`: the number of this portal's own, if it is that."""
    if process:
        return (
            f"This portal runs already, with the same data: open http://127.0.0.1:{port}/, or stop it first with "
            f"Ctrl-C where it was started, or with kill {process}."
        )
    return f"Port {port} is taken by another program: stop that one, or take another port: PORT={port + 1} ./run."
