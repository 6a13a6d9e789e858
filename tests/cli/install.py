"""cmake --install puts program, manual pages and completions where shells and man look for them.

usage: install.py THETA CMAKE BUILD_FOLDER
"""

import os
import subprocess
import sys
import tempfile

from program import check, run


def main():
    _, _, cmake, build = sys.argv
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([cmake, "--install", build, "--prefix", prefix], check=True, stdout=subprocess.PIPE)
        program = os.path.join(prefix, "bin", "theta")
        said = subprocess.run([program, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
        check(said == run("--version").stdout, "the program is installed")
        share = os.path.join(prefix, "share")
        for path, arguments in (("bash-completion/completions/theta", ["completion", "bash"]),
                                ("zsh/vendor-completions/_theta", ["completion", "zsh"]),
                                ("fish/vendor_completions.d/theta.fish", ["completion", "fish"]),
                                ("man/man1/theta.1", ["man"]), ("man/man1/theta-train.1", ["man", "train"])):
            with open(os.path.join(share, path), encoding="utf-8") as file:
                check(file.read() == run(*arguments).stdout, f"{path} is what the program says")
        check(not os.path.exists(os.path.join(share, "stamp")), "nothing else is installed")


main()
