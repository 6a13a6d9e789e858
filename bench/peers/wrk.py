"""Asks a server with wrk (Debian's) and reads what it prints."""

import json
import os
import re
import subprocess
import sys
import tempfile


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def ask(url, seconds, connections=64, body=None, packed=False):
    """Requests a second, and the median and 99th percentile of the latency in milliseconds. Ends the program when an
    answer is no success. `body`: posted as JSON; without it the requests are GET. `packed`: by gzip."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    if packed:
        command[1:1] = ["-H", "Accept-Encoding: gzip"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        if body is not None:
            # JSON's escapes of a JSON text are Lua's too, once everything is ASCII.
            script.write(f'wrk.method = "POST"\nwrk.body = {json.dumps(json.dumps(body))}\n'
                         'wrk.headers["Content-Type"] = "application/json"\n')
            script.flush()
            command[1:1] = ["-s", script.name]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", output)
    if bad:
        sys.exit(f"{url}: {bad[0]}")
    percentile = dict(re.findall(r"(\d+)%\s+([\d.]+\w+)", output))
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]), milliseconds(percentile["50"]),
            milliseconds(percentile["99"]))


def memory_mib(pid, field="VmHWM"):
    """Peak (VmHWM) or present (VmRSS) memory of a process."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(rf"{field}:\s+(\d+) kB", file.read())[1]) / 1024


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    return f"{model[1] if model else 'unknown processor'}, {len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f}"
