#!/usr/bin/env python3
"""Writes the files of a folder as one assembler source, so that a program can carry them.

usage: tools/pack_web.py FOLDER OUT.S

The symbols theta_web_index_begin/_end enclose lines "SIZE PATH", theta_web_begin/_end the contents in the same order. A folder that
is not there gives an empty index: a program without a web app.
"""

import os
import sys

# Told by the build of the web app about itself, of no use to browsers.
LEFT_OUT = {"csp.json"}


def files_of(folder):
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(where, name)
            inside = os.path.relpath(path, folder).replace(os.sep, "/")
            if inside not in LEFT_OUT and not name.startswith("."):
                yield inside, path


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, out = sys.argv[1:]
    files = list(files_of(folder))
    lines = ["  .section .rodata", "  .global theta_web_index_begin, theta_web_index_end, theta_web_begin, theta_web_end",
             "theta_web_index_begin:"]
    lines += [f"  .ascii {quoted(f'{os.path.getsize(path)} {inside}')}\n  .byte 10" for inside, path in files]
    lines += ["theta_web_index_end:", "theta_web_begin:"]
    lines += [f"  .incbin {quoted(path)}" for _, path in files]
    lines += ["theta_web_end:", "  .byte 0", '  .section .note.GNU-stack, "", @progbits', ""]
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


main()
