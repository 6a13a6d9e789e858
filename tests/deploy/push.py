"""A bill of materials, and a push to a registry that prints what pins the image."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from program import check
from registry import Registry
from shipped import DEPLOY, ROOT


def bill(*words):
    made = subprocess.run([os.path.join(DEPLOY, "sbom.py"), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    return made.returncode, made.stdout, made.stderr


def check_bills(top):
    """Of this machine, which dpkg knows, and of the web app's packages."""
    lock = os.path.join(ROOT, "web", "package-lock.json")
    code, text, said = bill("theta-web", "1.2", "/", lock)
    check(code == 0 and text == bill("theta-web", "1.2", "/", lock)[1], f"the same image gives the same bill: {said}")
    document = json.loads(text)
    check(document["bomFormat"] == "CycloneDX" and document["metadata"]["component"]["version"] == "1.2", "CycloneDX")
    found = {component["purl"]: component for component in document["components"]}
    check(len({component["bom-ref"] for component in document["components"]}) == len(document["components"]), "references are unique")
    known = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\t${Version}\n"], check=True, stdout=subprocess.PIPE,
                           text=True).stdout.splitlines()
    installed = {tuple(line.removeprefix("installed ").split("\t")) for line in known if line.startswith("installed ")}
    named = {(one["name"], one["version"]) for purl, one in found.items() if purl.startswith("pkg:deb/")}
    check(named == installed, f"every package that is installed, and no other: {named ^ installed}")
    with open(lock, encoding="utf-8") as file:
        locked = json.load(file)["packages"]
    check(f"pkg:npm/next@{locked['node_modules/next']['version']}" in found, "the web app's packages are named")
    check(not any(purl.startswith("pkg:npm/vitest@") for purl in found), "but not those for development")
    next_package = found[f"pkg:npm/next@{locked['node_modules/next']['version']}"]
    check(len(next_package["hashes"][0]["content"]) == 128 and next_package["licenses"], "with hash and licence")
    check(bill("x", "1", top)[0] != 0, "a folder without packages has no bill")


def make_image(top):
    """A root with one package in it."""
    root = os.path.join(top, "root")
    os.makedirs(os.path.join(root, "var/lib/dpkg"))
    with open(os.path.join(root, "var/lib/dpkg/status"), "w", encoding="utf-8") as file:
        file.write("Package: tiny\nStatus: install ok installed\nArchitecture: all\nVersion: 1:2-3\n")
    container = subprocess.run(["buildah", "from", "scratch"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    for words in (["add", "--quiet", container, root, "/"], ["commit", "--quiet", container, "localhost/theta-training:local"],
                  ["rm", container]):
        subprocess.run(["buildah", *words], check=True, stdout=subprocess.DEVNULL)


def push(*words, **settings):
    return subprocess.run([os.path.join(DEPLOY, "acr-push"), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "ACR_TLS_VERIFY": "false", **settings}, timeout=120, check=False)


def check_push(top):
    make_image(top)
    registry = Registry()
    place = {"ACR_REGISTRY": f"127.0.0.1:{registry.port}", "ACR_NAMESPACE": "topics"}
    try:
        check(push("training", ACR_REGISTRY="", ACR_NAMESPACE="").returncode == 2, "a place has to be named")
        pushed = push("--tag", "v1", "training", **place)
        check(pushed.returncode == 0, f"the image is pushed: {pushed.stderr}")
        manifest = registry.manifests["topics/theta-training", "v1"]
        digest = "sha256:" + hashlib.sha256(manifest).hexdigest()
        check(pushed.stdout == f"TRAINING_IMAGE={place['ACR_REGISTRY']}/topics/theta-training@{digest}\n", f"its digest is told: {pushed.stdout}")
        for layer in json.loads(manifest)["layers"]:
            check(layer["digest"] in registry.blobs, "all its layers are there")
        with open(os.path.join(ROOT, "build/sbom/theta-training.cdx.json"), encoding="utf-8") as file:
            (component,) = json.load(file)["components"]
        check(component["purl"] == "pkg:deb/debian/tiny@1%3A2-3?arch=all&distro=debian-12", f"its bill is kept: {component}")
        # A scanner that finds something keeps the image here.
        tools = os.path.join(top, "tools")
        os.makedirs(tools)
        with open(os.path.join(tools, "trivy"), "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\ncase \"$*\" in *--severity\\ HIGH,CRITICAL*--ignore-unfixed*) exit 1 ;; esac\nexit 3\n")
        os.chmod(os.path.join(tools, "trivy"), 0o755)
        refused = push("--tag", "v2", "training", PATH=f"{tools}:{os.environ['PATH']}", **place)
        check(refused.returncode == 1 and "is not pushed" in refused.stderr, f"what a scan found: {refused.stderr}")
        check(("topics/theta-training", "v2") not in registry.manifests, "stays here")
    finally:
        registry.stop()


def main():
    with tempfile.TemporaryDirectory() as top:
        check_bills(top)
        if not shutil.which("buildah") or os.geteuid() != 0:
            print("without a push: buildah is not installed, or this is not root")
            return
        storage = os.path.join(top, "storage")
        os.makedirs(storage)
        with open(os.path.join(top, "storage.conf"), "w", encoding="utf-8") as file:
            file.write(f'[storage]\ndriver = "vfs"\ngraphroot = "{storage}/root"\nrunroot = "{storage}/run"\n')
        os.environ["CONTAINERS_STORAGE_CONF"] = os.path.join(top, "storage.conf")
        check_push(top)


if __name__ == "__main__":
    main()
