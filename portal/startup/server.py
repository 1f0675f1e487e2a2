"""./run and ./run dev: starts database, web server and worker, watches over them, and stops everything cleanly.

Runs as `python -m portal.startup.server [dev]` in the environment.
"""

import contextlib
import errno
import http
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from portal.startup.database import ROOT, data_folder, uses_own_database
from portal.startup.embedded_postgres import Cluster
from portal.startup.messages import Stop, say, sentence_for
from portal.startup.serving import serving, taken, who_serves
from portal.startup.settings_check import refuse_nonsense, still_to_set
from portal.startup.web import SECONDS_TO_FINISH, number_from_environment

SECONDS_TO_SERVE = 60  # for the first answer
SECONDS_BETWEEN_LOOKS = 0.5
MOST_RESTARTS = 5  # within RESTART_PERIOD; more of them mean that it will not get better
RESTART_PERIOD = 60
SECONDS_BEFORE_WORKER = 5  # between the end of a worker and its next beginning
LARGEST_PORT = 65535


class Stopped(Exception):  # not an error: somebody asked
    """Ctrl-C, SIGTERM or a closed terminal."""


class Supervisor:
    """The parts of a running portal: the cluster, unless DATABASE_URL names another database, web server and worker."""

    def __init__(self, developing=False):
        self.developing = developing
        self.host = os.environ.get("PORTAL_HOST") or "127.0.0.1"
        self.port = number_from_environment("PORT", 8000)
        self.cluster = None
        self.process = None
        self.worker = None
        self.worker_ended_at = 0.0
        self.restarts = []
        self.parts = contextlib.ExitStack()

    def run(self):
        """Everything, until somebody asks to stop or a part cannot be kept alive."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._stop_once)
        try:
            refuse_taken_port(self.host, self.port)
            refuse_nonsense()
            self.parts.enter_context(serving(data_folder(), self.port))
            self._start_database()
            self._prepare()
            self._start_web()
            self._wait_for_first_answer()
            self._start_worker()
            if not self.developing and (line := still_to_set()):
                say(line)
            say(f"The portal is at {self.address()} (stop it with Ctrl-C).")
            while True:
                self._look_after_parts()
                time.sleep(SECONDS_BETWEEN_LOOKS)
        except Stopped:
            say("Stopping …")
        finally:
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, self._hurry)
            self._stop_process()
            self._stop_worker()
            if self.cluster:
                self.cluster.release()
            self.parts.close()
        say("Stopped.")

    def address(self):
        """Where a person finds it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # shown, not bound
        return f"http://{host}:{self.port}/"

    # Starting

    def _start_database(self):
        if not uses_own_database():
            self.cluster = Cluster(data_folder())
            self.cluster.start()

    def _prepare(self):
        arguments = ["--without-static-files"] if self.developing else []
        self.process = self._begin("-m", "portal.startup.prepare", *arguments)
        code = self.process.wait()
        self.process = None
        if code:
            raise SystemExit(1)  # it has said why

    def _start_web(self):
        address = self.host, str(self.port)
        if self.developing:
            self.process = self._begin("manage.py", "runserver", ":".join(address), DEBUG="1")
        else:
            self.process = self._begin("-m", "portal.startup.web", *address)

    def _start_worker(self):
        self.worker = self._begin("-m", "portal.startup.worker")

    def _begin(self, *arguments, **environment):
        """A part in a process group of its own: Ctrl-C reaches only us, and we stop the parts in their order."""
        # A part that asks for input would be stopped by the terminal, so it gets none.
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL,
            env=os.environ | {"PORTAL_SUPERVISED": "1", "PYTHONUNBUFFERED": "1"} | environment,
        )  # fmt: skip

    def _wait_for_first_answer(self):
        deadline = time.monotonic() + SECONDS_TO_SERVE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Stop("The web server ended while it was starting; what it said is above.")
            status = health(self.host, self.port)
            if status:
                if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    say(f"It answers {status} to /healthz, so something is wrong; what it said is above.")
                return
            time.sleep(0.1)
        raise Stop(f"The web server did not answer within {SECONDS_TO_SERVE} s; what it said is above.")

    # Watching

    def _look_after_parts(self):
        if self.cluster and self.cluster.server_process() is None:
            self._count_restart("PostgreSQL")
            self.cluster.release()
            self.cluster.start()
            say("PostgreSQL runs again.")
        if self.process.poll() is not None:
            self._count_restart("The web server")
            self._stop_process()
            self._start_web()
            self._wait_for_first_answer()
            say("The web server runs again.")

        self._look_after_worker()

    def _look_after_worker(self):
        """Mails can wait, readers cannot: a worker that keeps ending never ends the portal, it is begun again later."""
        if self.worker.poll() is None:
            return
        if not self.worker_ended_at:
            self.worker_ended_at = time.monotonic()
            say(f"The worker ended unexpectedly: starting it again in {SECONDS_BEFORE_WORKER} s …")
        elif time.monotonic() - self.worker_ended_at > SECONDS_BEFORE_WORKER:
            self.worker_ended_at = 0.0
            self._start_worker()

    def _count_restart(self, part):
        now = time.monotonic()
        self.restarts = [when for when in self.restarts if now - when < RESTART_PERIOD] + [now]
        if len(self.restarts) > MOST_RESTARTS:
            raise Stop(f"{part} ended {MOST_RESTARTS + 1} times within a minute: stopping; what it said is above.")
        say(f"{part} ended unexpectedly: starting it again …")

    # Stopping

    def _stop_once(self, *_):
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise Stopped

    def _hurry(self, *_):
        """A second Ctrl-C: requests under way are not waited for."""
        self._signal_group(signal.SIGKILL)

    def _stop_worker(self):
        """Lets it finish the mail at hand; what it does not finish stays in the outbox."""
        if self.worker is None:
            return
        if self.worker.poll() is None:
            self.worker.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.worker.wait(SECONDS_TO_FINISH)
        if self.worker.poll() is None:
            self.worker.kill()
        self.worker.wait()

    def _stop_process(self):
        """Lets the part finish, then ends whatever is left of its group: an orphaned worker would keep the port."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(SECONDS_TO_FINISH + 2)
            except subprocess.TimeoutExpired:
                say("Some requests did not end in time.")
        self._signal_group(signal.SIGKILL)
        self.process.wait()

    def _signal_group(self, number):
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody may be left in the group
                os.killpg(self.process.pid, number)


def refuse_taken_port(host, port):
    """Ends with one sentence when the address cannot be listened on, before anything else is begun."""
    if port > LARGEST_PORT:
        raise Stop(f"PORT is {port}: set it to a number from 1 to {LARGEST_PORT}.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        number = error.errno
        if number == errno.EADDRINUSE:
            reason = taken(port, who_serves(data_folder(), port))
        elif number == errno.EACCES:
            reason = f"Port {port} is reserved for the administrator: take one above 1023: PORT=8000 ./run."
        else:
            reason = f"This machine has no address {host}: correct PORTAL_HOST, or leave it out."
        raise Stop(reason) from None


def health(host, port):
    """The status that /healthz answers, or None when nothing speaks HTTP there."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # asked, not bound
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return answer.status


def main():
    """The process that `./run` and `./run dev` become."""
    try:
        Supervisor(developing="dev" in sys.argv[1:]).run()
    except OSError as error:
        raise Stop(sentence_for(error, data_folder())) from None


if __name__ == "__main__":
    main()
