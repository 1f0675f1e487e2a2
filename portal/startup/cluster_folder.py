"""A cluster's folder: its files, its locks, and their modes. It belongs to the account that PostgreSQL runs under."""

import contextlib
import fcntl
import os

from portal.startup.database import NAME, password_file, socket_folder
from portal.startup.messages import Stop

LARGEST_LOG = 10_000_000  # bytes


class ClusterFolder:
    """The folder of one cluster. Root writes in it without following links that the account may have laid there."""

    def __init__(self, home, account):
        self.home = home
        self.account = account
        self.log = home / "postgres.log"
        self._user_lock = None

    # Locks

    @contextlib.contextmanager
    def alone(self):
        """One process at a time makes, starts or stops this cluster."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._give(os.open(self.home, os.O_RDONLY | os.O_NOFOLLOW), 0o700)
        with open(self._open(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def register(self):
        """Counts this process among the cluster's users, until it unregisters or dies."""
        self._user_lock = open(self._open(".users"), "w")  # noqa: SIM115 - held until unregister
        fcntl.flock(self._user_lock, fcntl.LOCK_SH)

    def unregister(self):
        """Takes this process off the cluster's users."""
        if self._user_lock:
            self._user_lock.close()
        self._user_lock = None

    @property
    def is_registered(self):
        """Whether this object holds a lock among the users'."""
        return self._user_lock is not None

    def is_in_use(self):
        """Whether anybody is registered."""
        with open(self._open(".users"), "w") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    # Files

    def write(self, path, text):
        """Writes one of the cluster's files, for the account only."""
        path.unlink(missing_ok=True)
        with open(self._open(path.name), "w", encoding="utf-8") as file:
            file.write(text)

    def _open(self, name):
        descriptor = os.open(self.home / name, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        self._give(os.dup(descriptor), 0o600)
        return descriptor

    def _give(self, descriptor, mode):
        """Hands what is open here to the account; nothing is touched that already is as it should be."""
        try:
            found = os.fstat(descriptor)
            if self.account and found.st_uid != self.account.pw_uid:
                os.fchown(descriptor, self.account.pw_uid, self.account.pw_gid)
            if found.st_mode & 0o777 != mode:
                os.fchmod(descriptor, mode)
        finally:
            os.close(descriptor)

    def password(self):
        """The password of the portal's role."""
        rows = (line.split(":") for line in password_file(self.home).read_text(encoding="utf-8").splitlines())
        return next(row[4] for row in rows if row[3] == NAME)

    def socket_folder(self):
        """The folder of the socket; the one in /tmp must be the account's own, or somebody else could listen there."""
        folder = socket_folder(self.home)
        if folder == self.home:
            return folder
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self._give(os.open(folder, os.O_RDONLY | os.O_NOFOLLOW), 0o700)
        found = folder.lstat()
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
            raise Stop(f"{folder} belongs to somebody else: set PORTAL_DATA to a shorter path.")
        return folder

    # The log

    def keep_log_small(self):
        """Puts a long log aside; called while the server is down."""
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > LARGEST_LOG:
                self.log.rename(self.log.with_suffix(".log.old"))

    def end_of_log(self):
        """The last lines that the server wrote."""
        try:
            with open(self.log, "rb") as file:
                file.seek(max(0, self.log.stat().st_size - 2000))
                return file.read().decode(errors="replace")
        except FileNotFoundError:
            return ""

    def why(self, what, said):
        """The sentence for something that PostgreSQL did not do, from what it said."""
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return f"The disk is full: free some space where {self.home} lies and run it again."
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
        reason = (telling or lines or ["it gave no reason"])[-1]
        return f"PostgreSQL {what}: {reason.rstrip('.')} (its log: {self.log})."
