"""The include check must fail on a tree with an arrow that points up, and pass without it."""

import os
import subprocess
import sys
import tempfile

CHECK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "check_includes.py")


def check(root):
    return subprocess.run([sys.executable, CHECK, root], stdout=subprocess.PIPE, text=True)


with tempfile.TemporaryDirectory() as root:
    os.makedirs(os.path.join(root, "src", "math"))
    source = os.path.join(root, "src", "math", "a.cc")
    with open(source, "w", encoding="utf-8") as file:
        file.write('#include "base/result.h"\n')
    assert check(root).returncode == 0, check(root).stdout
    with open(source, "a", encoding="utf-8") as file:
        file.write('#include "models/etm.h"\n')
    result = check(root)
    assert result.returncode == 1 and "a.cc:2" in result.stdout, result.stdout
    with open(source, "w", encoding="utf-8") as file:
        file.write("#include <boost/asio.hpp>\n")
    result = check(root)
    assert result.returncode == 1 and "a.cc:1" in result.stdout, result.stdout
