"""The site on this machine, from an empty database to a page, until it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from types import FrameType

from caldicott.postgres import CannotStart
from caldicott.processes import die_with_parent
from caldicott.running import local
from caldicott.running.address import HOST, hold, port, refuse_if_taken, url
from caldicott.running.install import say
from caldicott.running.prepare import prepare

SECONDS_TO_STOP = 20


def main() -> int:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _stop)
    refuse_if_taken()
    with hold():
        try:
            local.settle()
        except CannotStart as reason:
            raise SystemExit(str(reason)) from None
        prepare()
        return _serve()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _serve() -> int:
    """Serves until the server ends or we are told to stop; what `settle` started ends with this process."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
            *("--host", HOST, "--port", str(port()), "--workers", str(min(os.cpu_count() or 1, 4))),
            "caldicott.wsgi:application",
        ],
        preexec_fn=partial(die_with_parent, signal.SIGTERM),
        start_new_session=True,  # Ctrl-C is for us, who tell the server
    )
    try:
        if _answers(server):
            _welcome()
        return server.wait()
    except KeyboardInterrupt:
        say("Stopping.")
        return 0
    finally:
        _end(server)


def _answers(server: "subprocess.Popen[bytes]") -> bool:
    while server.poll() is None:
        with closing(socket.socket()) as visitor:
            if visitor.connect_ex((HOST, port())) == 0:
                return True
        time.sleep(0.05)
    return False


def _welcome() -> None:
    say(
        f"\nThe site       {url()}\n"
        f"The API        {url()}api/v1/\n"
        f"Sign-in        {url()}accounts/login/\n"
        f"Panel's desk   {url()}admin/\n"
        "Ctrl-C stops everything; what was entered is kept."
    )


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
