"""Helpers to run the program under test."""

import json
import os
import subprocess
import sys

THETA = sys.argv[1]


def run(*arguments, stdin=None, env=None, preexec=None):
    """Runs `theta ARGUMENTS`; text in, text out."""
    return subprocess.run([THETA, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=300, env={**os.environ, **(env or {})}, preexec_fn=preexec)


def last_json(result):
    return json.loads(result.stdout.strip().splitlines()[-1])


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def speeches(rows):
    """A CSV of texts about five things."""
    themes = ["ship sail ocean harbour captain anchor", "bread oven flour butter baker dough",
              "engine wheel brake motor garage fuel", "court judge verdict lawyer trial appeal",
              "goal match striker referee penalty league"]
    lines = ["text,year,theme"]
    for i in range(rows):
        words = themes[i % 5].split()
        text = " ".join(words[(i * 7 + j * j) % 6] for j in range(12))
        lines.append(f"{text} place{i % 9},{1990 + i % 20},theme{i % 5}")
    return "\n".join(lines) + "\n"
