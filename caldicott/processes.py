"""Processes that end with the one that started them."""

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def die_with_parent(last_signal: signal.Signals) -> None:
    """From now on the kernel sends this process `last_signal` when its parent dies, however that happens.

    For `preexec_fn`, as it also holds for the program that the process goes on to become. Elsewhere than on Linux
    nothing happens.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, last_signal)
