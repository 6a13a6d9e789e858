"""A file of gigabytes: memory, going on after kill -9, and the time beside curl sending the same parts.

usage: large_upload.py THETA DRIVER MEGABYTES [MOST_RATIO]

The bucket is that of OSS_... (standin.py, with_radosgw.py). Prints what was measured; with MOST_RATIO the time of the upload may be
at most so many times that of curl.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

from program import THETA, check

DRIVER, MEGABYTES = sys.argv[2], int(sys.argv[3])
PART = 8 << 20
MOST_MEMORY = 64 << 20


def make_file(path, size):
    """Bytes of which no two parts are the same, and none can be squeezed."""
    block = os.urandom(PART)
    with open(path, "wb") as file:
        for number in range(size // PART):
            file.write(number.to_bytes(8, "big") + block[8:])
        file.write(b"the end")


def most_memory(process):
    """The most memory it had so far, in bytes."""
    try:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def copy(path, env, kill_at=None):
    """(seconds, most memory)"""
    start, memory = time.monotonic(), 0
    process = subprocess.Popen([THETA, "cloud", "cp", "--json", path, f"{env['OSS_SCHEME']}://{env['OSS_BUCKET_NAME']}/large/file"],
                               env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    while process.poll() is None:
        memory = max(memory, most_memory(process))
        if kill_at and time.monotonic() - start > kill_at:
            process.kill()
            process.wait()
            return time.monotonic() - start, memory
        time.sleep(0.01)
    check(process.returncode == 0, f"the upload ended with {process.returncode}: {process.stdout.read()[-500:]}")
    return time.monotonic() - start, memory


def presigned(env, keys):
    target = {"port": int(env["OSS_ENDPOINT"].rpartition(":")[2]), "region": env["OSS_REGION"], "s3Region": env["OSS_REGION"],
              "keys": {env["OSS_ACCESS_KEY_ID"]: {"secret": env["OSS_ACCESS_KEY_SECRET"]}}}
    steps = "".join(json.dumps({"id": i, "op": "presign", "method": "PUT", "key": key, "expires": 3600}) + "\n" for i, key in enumerate(keys))
    done = subprocess.run([DRIVER], input=steps, stdout=subprocess.PIPE, text=True, check=True,
                          env=dict(env, THETA_CHECK=json.dumps(target), THETA_CHECK_SIG="S3" if env["OSS_SCHEME"] == "s3" else "V4"))
    return [json.loads(line)["result"]["url"] for line in done.stdout.splitlines()]


def curl_seconds(folder, path, env, parts):
    """Of one curl that sends the parts one after the other on one connection."""
    with open(path, "rb") as file:
        for number in range(parts):
            with open(os.path.join(folder, f"part-{number}"), "wb") as part:
                part.write(file.read(PART))
    port = env["OSS_ENDPOINT"].rpartition(":")[2]
    lines = [f"connect-to = ::127.0.0.1:{port}", 'header = "Expect:"', "silent", "fail", 'noproxy = "*"']
    for number, url in enumerate(presigned(env, [f"curl/{number}" for number in range(parts)])):
        lines += [f'url = "{url}"', f'upload-file = "{folder}/part-{number}"', 'output = "/dev/null"']
    config = os.path.join(folder, "curl.txt")
    with open(config, "w", encoding="ascii") as file:
        file.write("\n".join(lines))
    start = time.monotonic()
    subprocess.run(["curl", "--config", config], check=True, env=env)
    return time.monotonic() - start


def main():
    if "OSS_ENDPOINT" not in os.environ:
        sys.exit("no bucket is described")
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, HOME=folder, XDG_STATE_HOME="", no_proxy="*")
        path = os.path.join(folder, "file")
        size = MEGABYTES * 10**6 // PART * PART
        make_file(path, size)
        seconds, memory = copy(path, env)
        print(f"{size / 1e9:.2f} GB in {seconds:.1f} s, {size / 1e6 / seconds:.0f} MB/s, most memory {memory / (1 << 20):.1f} MiB")
        check(memory <= MOST_MEMORY, f"{memory} bytes of memory")
        _, first = copy(path, env, kill_at=seconds * 0.6)
        again, second = copy(path, env)
        print(f"killed after {seconds * 0.6:.1f} s, then done in {again:.1f} s, most memory {max(first, second) / (1 << 20):.1f} MiB")
        check(max(first, second) <= MOST_MEMORY, "memory of an upload that goes on")
        if len(sys.argv) > 4:
            parts = min(size // PART, 100)
            small = os.path.join(folder, "small")
            with open(path, "rb") as source, open(small, "wb") as file:
                file.write(source.read(parts * PART))
            pairs = [(copy(small, env)[0], curl_seconds(folder, small, env, parts)) for _ in range(3)]
            ours, theirs = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
            print(f"{parts} parts: ours {ours:.2f} s, curl {theirs:.2f} s (the best of three)")
            check(ours <= theirs * float(sys.argv[4]), "the time beside that of curl")


main()
