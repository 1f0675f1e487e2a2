"""What a lost or silent database looks like from here, and a connection that does not wait for it for ever.

PostgreSQL's own time-outs are kept by the server, so they say nothing when the server itself has stopped answering.
"""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from psycopg_pool import PoolTimeout

# After this long without a word the server is asked whether it is there at all …
SILENCE_SECONDS = 0.8
PROBE_SECONDS = 0.5
# … and if it is, this is the longest a reader waits for one statement.
STATEMENT_SECONDS = 4.5
# After a failure everybody is answered at once for this long, before one request tries again.
OPEN_SECONDS = 1.0

OUTAGE_ERRORS = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# Told by a server that is alive and refuses one statement: cancelled, lock not had, deadlock, disk full, conflict.
REFUSED_STATEMENT = ("57014", "55P03", "40", "53100", "53200", "25")
SSL_REQUEST = struct.pack("!ii", 8, 80877103)

answering_request: ContextVar[bool] = ContextVar("answering_request", default=False)


def connection_lost(error: BaseException) -> bool:
    """Whether the connection is gone, as opposed to one statement refused over a sound one."""
    state = getattr(error.__cause__ or error, "sqlstate", None)
    return not (state or "").startswith(REFUSED_STATEMENT)


def pool_exhausted(error: BaseException) -> bool:
    return isinstance(error.__cause__ or error, PoolTimeout)


@contextmanager
def impatient() -> Iterator[None]:
    """While a reader waits, connections have a deadline; commands may take their time."""
    token = answering_request.set(True)
    try:
        yield
    finally:
        answering_request.reset(token)


def listens(host: str, port: str) -> bool:
    """Whether a PostgreSQL answers there. It answers this first packet before it asks for a name or a password."""
    unix = host.startswith("/")
    address: Any = f"{host}/.s.PGSQL.{port}" if unix else (host, int(port))
    try:
        with socket.socket(socket.AF_UNIX) if unix else socket.create_connection(address, PROBE_SECONDS) as probe:
            probe.settimeout(PROBE_SECONDS)
            if unix:
                probe.connect(address)
            probe.sendall(SSL_REQUEST)
            return probe.recv(1) in {b"S", b"N"}
    except OSError:
        return False


class Breaker:
    """Remembers for a second that the database is away, so that readers are told at once and do not queue."""

    def __init__(self):
        self.closes_at = 0.0

    def is_open(self) -> bool:
        return time.monotonic() < self.closes_at

    def trip(self) -> None:
        self.closes_at = time.monotonic() + OPEN_SECONDS

    def reset(self) -> None:
        self.closes_at = 0.0

    def lets_through(self) -> bool:
        """True in good times. After an outage the first to ask makes sure, while all others are still refused."""
        if not self.closes_at:
            return True
        if self.is_open():
            return False
        self.trip()
        if not self.server_answers():
            return False
        renew_connections()
        self.reset()
        return True

    def server_answers(self) -> bool:
        """Ask the server; a silent one opens the breaker. An address we cannot ask counts as answering."""
        database = settings.DATABASES["default"]
        host, port = database.get("HOST", ""), str(database.get("PORT", "") or 5432)
        if host and "," not in host and not listens(host, port):
            self.trip()
            return False
        return True


breaker = Breaker()


def renew_connections() -> None:
    """Drop what a restart of the server has broken, in this thread and in the pool."""
    close_old_connections()
    if pool := getattr(connection, "pool", None):
        pool.check()


class ImpatientConnection(psycopg.Connection):
    """A connection for the pool that gives up on a silent server while a reader waits."""

    def wait(self, gen, *args, **kwargs):
        if not answering_request.get():
            return super().wait(gen, *args, **kwargs)
        return super().wait(self._watched(gen), *args, **kwargs)

    def _watched(self, gen):
        """The same conversation, with a look at the clock whenever nothing has come for a tenth of a second."""
        started, asked = time.monotonic(), False
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready:
                    waited = time.monotonic() - started
                    if waited > STATEMENT_SECONDS:
                        self._give_up(psycopg.errors.QueryCanceled("no answer to a statement in time"))
                    if waited > SILENCE_SECONDS and not asked:
                        asked = True
                        if not breaker.server_answers():
                            self._give_up(psycopg.OperationalError("the server is silent"))
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _give_up(self, error):
        # In the middle of a conversation: nobody can use this connection again.
        self.pgconn.finish()
        raise error
