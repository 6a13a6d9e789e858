"""The completion scripts, read by real shells: what they offer is what the program takes."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

from program import THETA, check, run

SKIPPED = 77

# Answers lines of words until its input ends. Words are parted by a byte that none holds; a full stop ends each line, since
# `read` drops empty words at the end.
BASH = r"""
source "$1"
while IFS=$'\x1f' read -ra COMP_WORDS; do
  unset 'COMP_WORDS[-1]'
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
  _theta
  printf '%s\n' "${COMPREPLY[@]}" ==
done
"""

FISH = r"""
source $argv[1]
while read -z line
    complete -C "$line"
    echo ==
end
"""

# compadd is what offers candidates; this one writes them down. With -O, -A or -D it only computes.
ZSH = r"""
autoload -U compinit && compinit -u -d "$TMP/zcompdump"
compadd() {
  if [[ ${@[(I)-[OAD]]} -gt 0 || ${@[(I)-[a-zA-Z]#[OAD]]} -gt 0 ]]; then builtin compadd "$@"; return; fi
  local -a __hits; builtin compadd -O __hits "$@"; print -rl -- $__hits >> "$TMP/hits"
  builtin compadd "$@"
}
source "$SCRIPT"
PROMPT='ready> '
zstyle ':completion:*' verbose no
setopt extendedglob no_beep no_auto_menu
finish() { print -r -- done > "$TMP/done"; zle kill-buffer }
zle -N finish
bindkey '^O' finish
"""


class Server:
    """A shell that answers one line of words after the other."""

    def __init__(self, command, encode):
        self.encode = encode
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def offers(self, words):
        self.process.stdin.write(self.encode(words))
        self.process.stdin.flush()
        lines = iter(lambda: self.process.stdout.readline().rstrip("\n"), "==")
        return {line.split("\t")[0] for line in lines} - {""}

    def close(self):
        self.process.stdin.close()
        check(self.process.wait(timeout=30) == 0, "the shell ends well")


def bash_server(script):
    return Server(["bash", "--norc", "--noprofile", "-c", BASH, "bash", script], lambda words: "\x1f".join([*words, "."]) + "\n")


def fish_server(script):
    return Server(["fish", "--no-config", "-c", FISH, script], lambda words: " ".join(words) + "\0")


class Zsh:
    """An interactive zsh on a terminal of its own; Tab is pressed after each line."""

    def __init__(self, script):
        self.folder = tempfile.mkdtemp()
        rc = os.path.join(self.folder, ".zshrc")
        with open(rc, "w", encoding="utf-8") as file:
            file.write(ZSH)
        environment = {**os.environ, "ZDOTDIR": self.folder, "TMP": self.folder, "SCRIPT": script, "TERM": "dumb"}
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(["zsh", "-d", "-i"], stdin=slave, stdout=slave, stderr=slave, env=environment,
                                        start_new_session=True)
        os.close(slave)
        self.read_until(b"ready> ", 60)

    def read_until(self, mark, seconds):
        seen = b""
        end = time.monotonic() + seconds
        while mark not in seen:
            check(time.monotonic() < end, f"zsh did not say {mark!r} but {seen!r}")
            if select.select([self.master], [], [], 0.1)[0]:
                seen += os.read(self.master, 65536)

    def offers(self, words):
        for name in ("hits", "done"):
            if os.path.exists(os.path.join(self.folder, name)):
                os.remove(os.path.join(self.folder, name))
        os.write(self.master, " ".join(words).encode() + b"\t\x0f")
        end = time.monotonic() + 60
        while not os.path.exists(os.path.join(self.folder, "done")):
            check(time.monotonic() < end, f"zsh, {words}: no answer")
            if select.select([self.master], [], [], 0.05)[0]:
                os.read(self.master, 65536)
        try:
            with open(os.path.join(self.folder, "hits"), encoding="utf-8") as file:
                return {line.rstrip("\n").removesuffix("=") for line in file} - {""}
        except FileNotFoundError:
            return set()

    def close(self):
        os.write(self.master, b"exit\n")
        self.process.wait(timeout=30)
        os.close(self.master)
        shutil.rmtree(self.folder)


def all_commands(table, line=()):
    """(words to type, command): arguments of a command stand before the commands below it."""
    line = (*line, table["command"].split()[-1])
    yield list(line), table
    line += ("folder",) * sum(option["argument"] for option in table["options"])
    for command in table["commands"]:
        yield from all_commands(command, line)


def check_shell(shell, offers, table):
    names = {command["command"].split()[-1] for command in table["commands"]}
    check(offers(["theta", ""]) >= names, f"{shell}: all commands are offered")
    check(offers(["theta", "tr"]) == {"train"}, f"{shell}: tr is train, not {offers(['theta', 'tr'])}")
    for words, command in all_commands(table):
        options = {option["name"] for option in command["options"] if not option["argument"]}
        if not options or words[1:] == ["config", "show"]:
            continue
        offered = offers([*words, "--"])
        check(offered - {"-h"} >= options and offered - {"-h", "--help"} <= options,
              f"{shell}: {words} offers {sorted(offered ^ options)} too many or too few")
        for option in command["options"]:
            if option.get("choices") and not option["argument"]:
                given = offers([*words, option["name"], ""])
                check(given == set(option["choices"]), f"{shell}: {words} {option['name']} offers {given}")
    check(offers(["theta", "train", "--language", "z"]) == {"zh"}, f"{shell}: a choice that is begun")
    check(offers(["theta", "completion", ""]) == {"bash", "zsh", "fish"}, f"{shell}: an argument with choices")
    check(offers(["theta", "config", ""]) == {"show"}, f"{shell}: a command below a command")
    check(names <= offers(["theta", "help", ""]), f"{shell}: help takes a command")
    clean = {name.rstrip("/") for name in offers(["theta", "train", ""])}
    check({"file.csv", "folder"} <= clean, f"{shell}: a path is files and folders, not {clean}")
    clean = {name.rstrip("/") for name in offers(["theta", "topics", ""])}
    check("folder" in clean and "file.csv" not in clean, f"{shell}: a model is a folder, not {clean}")
    clean = {name.rstrip("/") for name in offers(["theta", "train", "--embeddings", ""])}
    check("file.csv" in clean, f"{shell}: an option that takes a file, not {clean}")
    # The value of an option is no argument, even where it is called like a command.
    check("--topics" in offers(["theta", "train", "--text-column", "import", "--to"]), f"{shell}: a value like a command")


def press_tab_in_bash(script):
    """A line as a person types it: bash itself calls the function and inserts what it found."""
    master, slave = pty.openpty()
    environment = {**os.environ, "PS1": "ready> ", "TERM": "dumb", "INPUTRC": "/dev/null"}
    process = subprocess.Popen(["bash", "--norc", "--noprofile", "-i"], stdin=slave, stdout=slave, stderr=slave,
                               env=environment, start_new_session=True)
    os.close(slave)
    os.write(master, f"source {script}; theta() {{ printf '<%s>' \"$@\"; echo end; }}\n".encode())
    os.write(master, b"theta trai\t--langua\tz\t--embeddings fil\t\nexit\n")
    seen = b""
    end = time.monotonic() + 60
    while b">end" not in seen:
        check(time.monotonic() < end, f"bash with Tab: {seen!r}")
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 65536)
    check(b"<train><--language><zh><--embeddings><file.csv>end" in seen, f"bash with Tab: {seen!r}")
    process.wait(timeout=30)
    os.close(master)


def main():
    table = json.loads(run("help", "--json").stdout)
    ran = []
    with tempfile.TemporaryDirectory() as folder:
        work = os.path.join(folder, "work")
        os.makedirs(os.path.join(work, "folder"))
        open(os.path.join(work, "file.csv"), "w", encoding="utf-8").close()
        os.chdir(work)
        for shell in ("bash", "zsh", "fish"):
            if shutil.which(shell) is None:
                print(f"{shell} is not installed: its completion was not tried")
                continue
            script = os.path.join(folder, "script." + shell)
            with open(script, "w", encoding="utf-8") as file:
                file.write(run("completion", shell).stdout)
            server = {"bash": bash_server, "zsh": Zsh, "fish": fish_server}[shell](script)
            check_shell(shell, server.offers, table)
            if shell == "bash":
                check(server.offers(["theta", "train", "--language", "=", "z"]) == {"zh"}, "bash: --language=z")
                check(server.offers(["theta", "train", "--language", "="]) == {"auto", "en", "zh"}, "bash: --language=")
                press_tab_in_bash(script)
            server.close()
            ran.append(shell)
    check(run("completion", "powershell").returncode == 2, "an unknown shell is a usage error")
    sys.exit(0 if ran else SKIPPED)


main()
