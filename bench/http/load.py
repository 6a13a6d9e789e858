#!/usr/bin/env python3
"""Small answers a second, and their latency: bench/http/load.py PROGRAM [SECONDS]

PROGRAM is build/release/tests/http/http_test_server; wrk (Debian's) asks, with 64 connections on one thread, and shares the
processors. Each line: median requests a second of three runs with their spread, latency of the median run, memory of the server
at its peak. The answer is checked before it is timed.
"""

import os
import shutil
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../peers"))
from wrk import ask, machine, memory_mib

RUNS = 3
CASES = [
    # name, path, settings
    ("handler on the pool, 1 network thread", "/hello", ["network=1"]),
    ("handler on the pool, 2 network threads", "/hello", ["network=2"]),
    ("handler on the pool, 1 network thread, 2 workers", "/hello", ["network=1", "workers=2"]),
    ("immediate handler, 1 network thread", "/quick", ["network=1"]),
    ("immediate handler, 2 network threads", "/quick", ["network=2"]),
    ("JSON of 5 kB, packed by gzip", "/json?bytes=5000", ["network=1"]),
    ("stream of 1 MB in pieces", "/stream?bytes=1000000", ["network=1"]),
]


def measure(program, name, path, settings, seconds):
    with subprocess.Popen([program, *settings], stdout=subprocess.PIPE, text=True) as server:
        try:
            url = f"http://127.0.0.1:{int(server.stdout.readline().split()[1])}{path}"
            with urllib.request.urlopen(url) as answer:
                if answer.status != 200 or not answer.read():
                    sys.exit(f"{path} is not answered")
            runs = sorted(ask(url, seconds, packed="gzip" in name) for _ in range(RUNS))
            rate, p50, p99 = runs[RUNS // 2]
            print(f"{name:<50} {rate:8.0f}/s ({runs[0][0]:.0f}-{runs[-1][0]:.0f})  p50 {p50:.2f} ms  p99 {p99:.2f} ms  {memory_mib(server.pid):.1f} MiB", flush=True)
        finally:
            server.terminate()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if shutil.which("wrk") is None:
        print("skipped: wrk is not installed")
        sys.exit(77)
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print(machine())
    for name, path, settings in CASES:
        measure(sys.argv[1], name, path, settings, seconds)


if __name__ == "__main__":
    main()
