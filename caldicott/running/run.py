"""The site on this machine, from an empty database to a page, until it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from types import FrameType

from caldicott.postgres import CannotStart
from caldicott.processes import die_with_parent
from caldicott.running import local
from caldicott.running.address import HOST, hold, port, refuse_if_taken, url
from caldicott.running.install import say
from caldicott.running.prepare import prepare

SECONDS_TO_STOP = 20
SECONDS_TO_FINISH = 10  # a request, a job
CORES = os.cpu_count() or 1
WORKERS = min(CORES, 4)
THREADS = min(2 * CORES + 1, 8)  # of each worker, which has eight connections to the database


def main() -> int:
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # SIGINT too: a shell that puts us aside ignores it
        signal.signal(ending, _stop)
    refuse_if_taken()
    with hold():
        try:
            local.settle()
        except CannotStart as reason:
            raise SystemExit(str(reason)) from None
        sign_ins = prepare()
        return _serve(sign_ins)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _serve(sign_ins: str) -> int:
    """Serves until the server ends or we are told to stop; what `settle` started ends with this process."""
    server = _started(
        signal.SIGTERM,
        *("granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        # One of its workers that is still starting does not hear that it is to end.
        *("--workers-kill-timeout", str(SECONDS_TO_FINISH)),
        *("--host", HOST, "--port", str(port())),
        "caldicott.wsgi:application",
    )
    # Where we are killed the database is too, and the worker has nothing left to finish with.
    worker = _started(
        signal.SIGKILL,
        *("django", "procrastinate", "worker", "--shutdown-graceful-timeout", str(SECONDS_TO_FINISH)),
    )
    try:
        if _answers(server):
            _welcome(sign_ins)
        return server.wait()
    except KeyboardInterrupt:
        say("Stopping.")
        return 0
    finally:
        _end(server, worker)


def _started(with_us: signal.Signals, *program: str) -> "subprocess.Popen[bytes]":
    """A module of Python as a process that is sent a signal when we are gone."""
    return subprocess.Popen(
        [sys.executable, "-m", *program],
        stdout=subprocess.DEVNULL,  # what goes wrong is told on the other
        preexec_fn=partial(die_with_parent, with_us),
        start_new_session=True,  # Ctrl-C is for us, who tell the server; and all of it can be ended together
    )


def _answers(server: "subprocess.Popen[bytes]") -> bool:
    while server.poll() is None:
        with closing(socket.socket()) as visitor:
            if visitor.connect_ex((HOST, port())) == 0:
                return True
        time.sleep(0.05)
    return False


def _welcome(sign_ins: str) -> None:
    say(
        f"\nThe site       {url()}\n"
        f"The API        {url()}api/v1/\n"
        f"Sign-in        {url()}accounts/login/\n"
        f"Panel's desk   {url()}admin/\n"
        f"Letters        {local.where_letters_go()}\n"
        f"{sign_ins}"
        "Ctrl-C stops everything; what was entered is kept."
    )


def _end(*processes: "subprocess.Popen[bytes]") -> None:
    """Asks each to finish what it is at; what is left of it after that, its own processes among it, is killed."""
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
