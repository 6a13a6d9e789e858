"""The four images: built by buildah over a Debian of debootstrap, small, and started with nothing but what they hold.

usage: images.py THETA FOLDER_OF_COMPILED_OBJECTS

Takes many minutes the first time. Layers and the base stay, so that the next run builds only what has changed.
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time

from places import free_port
from processes import die_with_parent
from program import check
from shipped import DEPLOY, ROOT

BASE = "theta-base-of-tests"
LARGEST = {"backend": 300e6, "inference": 300e6, "training": 300e6, "web": 300e6}


def output(*words):
    found = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    check(found.returncode == 0, f"{' '.join(words)}: {found.stderr[-3000:]}")
    return found.stdout.strip()


def need_programs():
    missing = [name for name in ("buildah", "debootstrap") if not shutil.which(name)]
    if missing or os.geteuid() != 0:
        print(f"skipped: {missing[0]} is not installed" if missing else "skipped: only root can build images here")
        sys.exit(77)


def build(ccache):
    if not output("buildah", "images", "--quiet", "--filter", f"reference=localhost/{BASE}"):
        output(os.path.join(DEPLOY, "images", "make_base.sh"), BASE)
    options = ["--base", f"localhost/{BASE}", "--tag", "test", "--ccache", ccache]
    if os.path.exists("/etc/ssl/certs/ca-certificates.crt"):
        options += ["--ca", "/etc/ssl/certs/ca-certificates.crt"]
    sizes = {}
    for line in output(os.path.join(DEPLOY, "build_images.sh"), *options).splitlines():
        image, size = line.split()
        sizes[image.removeprefix("theta-").removesuffix(":test")] = int(size)
        print(f"{image}: {int(size) / 1e6:.0f} MB")
    return sizes


def check_config(name):
    """How it starts, as who, and how it is asked for its health: the command of the last."""
    config = json.loads(output("buildah", "inspect", "--type", "image", f"localhost/theta-{name}:test"))["Docker"]["config"]
    check(config["User"] == "10001:10001", f"{name}: is nobody's root: {config['User']}")
    health = (config.get("Healthcheck") or {}).get("Test") or []
    check(name == "training" or health[:1] == ["CMD"], f"{name}: is asked how it is: {health}")
    return (config.get("Entrypoint") or []) + config["Cmd"], health[1:]


class Container:
    """An image that runs in a chroot of its own, as its user, on this machine's network."""

    def __init__(self, name):
        self.name = output("buildah", "from", "--pull-never", f"localhost/theta-{name}:test")
        self.root = output("buildah", "mount", self.name)
        self.process = None

    def command(self, *words, env=()):
        settings = [word for pair in env for word in ("--env", pair)]
        return ["buildah", "run", "--isolation", "chroot", *settings, self.name, "--", *words]

    def start(self, *words, env=()):
        self.before = time.time()
        self.process = subprocess.Popen(self.command(*words, env=env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, preexec_fn=die_with_parent, text=True, start_new_session=True)

    def run(self, *words):
        return subprocess.run(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120)

    def written(self, *allowed):
        """Files that came or changed since the start, outside of where it may write."""
        found = output("find", self.root, "-xdev", "-type", "f", "-newermt", f"@{self.before:.0f}").splitlines()
        paths = ["/" + os.path.relpath(path, self.root) for path in found]
        # The builder itself keeps the names of hosts.
        return [path for path in paths if not path.startswith((*allowed, "/etc/host", "/etc/resolv", "/run/"))]

    def stop(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        output("buildah", "rm", self.name)


def answers(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def check_server(name, command, health, path, port, env, writable):
    """It comes up, its own health check agrees, and nothing outside of its places was written."""
    container = Container(name)
    try:
        container.start(*command, env=env)
        end = time.monotonic() + 90
        while not answers(port, path):
            if container.process.poll() is not None or time.monotonic() > end:
                container.process.kill()
                check(False, f"{name} comes up: {container.process.stderr.read()[-2000:]}")
            time.sleep(0.2)
        said = subprocess.run(container.command(*health, env=env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=60, check=False)
        check(said.returncode == 0, f"{name}: its health check says so, too: {said.stdout}")
        check(container.written(*writable) == [], f"{name}: its root can be read-only: {container.written(*writable)}")
    finally:
        container.stop()


def main():
    need_programs()
    sizes = build(sys.argv[2])
    for name, size in sizes.items():
        check(50e6 < size <= LARGEST[name], f"{name}: {size / 1e6:.0f} MB, and {LARGEST[name] / 1e6:.0f} at most")
    port = free_port()
    command, health = check_config("backend")
    check(command[:2] == ["/usr/bin/theta", "serve"], f"backend: {command}")
    check_server("backend", [*command, "--port", str(port)], [word.replace(":8000/", f":{port}/") for word in health], "/readyz", port, (),
                 ("/var/lib/theta/", "/tmp/"))
    port = free_port()
    command, health = check_config("web")
    check_server("web", command, health, "/icon.svg", port, (f"PORT={port}", "HOSTNAME=127.0.0.1"), ("/tmp/",))
    check_config("training")
    training = Container("training")
    try:
        check("theta job run" in training.run("theta", "help", "job", "run").stdout, "training: jobs can be run")
        doctor = training.run("theta", "doctor", "--json").stdout
        check('"checks"' in doctor, f"training: {doctor}")
    finally:
        training.stop()
    command, _ = check_config("inference")
    check(command[:2] == ["theta", "infer-server"], f"inference: {command}")


if __name__ == "__main__":
    main()
