"""Starts the programs that a comparison times."""

import json
import subprocess
import sys


def last_line(command):
    """The object on the last line of standard output; ends with what the program said when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout.strip().splitlines()[-1])
