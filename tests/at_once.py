"""Several at the same moment: real connections, real locks."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def at_once(*jobs):
    """The results of jobs that start together, each on its own connection; an exception is a result too."""
    barrier = threading.Barrier(len(jobs))

    def run(job):
        barrier.wait(timeout=10)
        try:
            return job()
        except Exception as error:  # noqa: BLE001 - whatever happens is what the test looks at
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))
