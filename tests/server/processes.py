"""Processes of a test: found in /proc, killed, frozen, thawed."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def die_with_parent():
    """For preexec_fn: a test that is killed leaves no server behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def lives(pid):
    """Whether a process is there, and not only its entry in the table."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(") ", 1)[1][0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def jobs(folder):
    """The living `theta job run` below a folder: {pid: (parent, id of its task)}."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                parent = int(file.read().rsplit(") ", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if words[1:3] == [b"job", b"run"] and words[3].startswith(folder.encode() + b"/") and lives(name):
            found[int(name)] = (parent, os.path.basename(words[3].decode())[:22])
    return found


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
