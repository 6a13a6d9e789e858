"""A parser must not outlive the program that started it, however that ends."""

import os
import signal
import subprocess
import tempfile
import time
import zipfile

from reading import THETA, check


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def wait_for(condition, what):
    end = time.monotonic() + 60
    while not condition():
        check(time.monotonic() < end, what)
        time.sleep(0.01)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "long.zip")
    row = " ".join(f"word{i}" for i in range(500)) + "\n"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in range(200):
            archive.writestr(f"{name}.csv", "text\n" + "".join(f"{name} {line} {row}" for line in range(200)))
    program = subprocess.Popen([THETA, "import", source, "--out", os.path.join(folder, "c")], stderr=subprocess.DEVNULL)
    wait_for(lambda: children(program.pid), "the parser was started")
    parser = children(program.pid)[0]
    wait_for(lambda: os.path.exists(os.path.join(folder, "c")), "rows are read")
    check(alive(parser), "the parser works")
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    wait_for(lambda: not alive(parser), "the parser has ended")
