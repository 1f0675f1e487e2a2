"""How many queries a page takes, each in a process that knows it already: `python -m tests.bench.queries PATH …`."""

import sys

import django


def main(paths):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        sys.stdout.write(f"{len(captured)}\n")


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1:])
