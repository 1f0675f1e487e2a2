"""The web server's process: granian with a few workers, which end when the process that started them is gone.

Runs as `python -m portal.startup.web HOST PORT` under the supervisor in server.py.
"""

import atexit
import multiprocessing
import os
import signal
import sys
import threading
import time

from portal.startup.messages import Stop

SECONDS_TO_FINISH = 20  # for requests under way when the server is asked to stop
MOST_WORKERS = 4
THREADS = 4  # in each worker; more of them only wait for each other


def stop_with_parent():
    """Ends this process soon after its parent died, however it died: otherwise an orphan would keep the port."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SECONDS_TO_FINISH)
        os._exit(1)

    threading.Thread(target=watch, name="stop-with-parent", daemon=True).start()


def end_without_finalizing():
    """Ends a worker once everything else that ends with it is done, the interpreter still whole.

    Python 3.11 ends the threads of granian, which are Rust's, when it finalizes itself; one that still tidies up after
    its last request then aborts the process with a panic.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def number_from_environment(name, default):
    """A whole number above 0 from the environment."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise Stop(f"{name} is {text!r}: set it to a whole number above 0.")
    return int(text)


def workers_and_threads():
    """How many server processes there are, and how many threads in each. Raises Stop for what is no number."""
    workers = number_from_environment("WEB_WORKERS", min(os.cpu_count() or 1, MOST_WORKERS))
    return workers, number_from_environment("WEB_THREADS", THREADS)


def serve(host, port):
    """Serves until it is told to stop; requests under way are finished."""
    from granian import Granian
    from granian.constants import Interfaces

    multiprocessing.set_start_method(
        "spawn", force=True
    )  # a fork would copy the watching thread's lock, not the thread
    stop_with_parent()
    workers, threads = workers_and_threads()
    Granian(
        "portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level="warning",
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=SECONDS_TO_FINISH,
    ).serve()


if __name__ == "__mp_main__":  # a worker of granian's: what it registers first is run last
    atexit.register(end_without_finalizing)

if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
