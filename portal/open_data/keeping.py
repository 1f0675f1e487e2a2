"""Keeping the sets true: what was removed leaves them at once, and what changed makes a new one soon."""

import logging
import time

from portal.open_data import sets
from portal.open_data.making import make
from search import collection

log = logging.getLogger("portal.open_data")


class Keeper:
    """Looks after the sets from one round of the worker to the next.

    A set takes the longer to make the more there is; between two there is twenty times that pause, at least a minute.
    """

    PAUSE, LEAST = 20, 60

    def __init__(self):
        self.seen = None
        """The collection's version for which the sets have been looked through."""
        self.rest_until = 0.0

    def keep(self):
        """One round; two small queries as long as nothing changed. Gives the name of a set that was made."""
        version = collection.state()[0]
        if version != self.seen:
            for name in sets.withdraw():
                log.info("set withdrawn", extra={"details": {"event": "data_withdrawn", "set": name}})
            self.seen = version
        newest = next(iter(sets.names()), None)
        if time.monotonic() < self.rest_until or (newest and sets.version_of(newest) == version):
            return None
        return self.make()

    def make(self):
        begun = time.monotonic()
        try:
            name = make()
            sets.tidy()
        except OSError as error:  # a full disk is no reason to stop sending mails
            log.error("set not made: %s", error, extra={"details": {"event": "data_failed"}})
            name = None
        taken = time.monotonic() - begun
        self.rest_until = time.monotonic() + max(self.LEAST, self.PAUSE * taken)
        return name
