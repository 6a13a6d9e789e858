#!/usr/bin/env python3
"""Bill of materials of an image, as CycloneDX 1.5 JSON: deploy/sbom.py NAME VERSION ROOT [PACKAGE_LOCK] > NAME.cdx.json

ROOT is the mounted root of the image: every Debian package that dpkg knows there is named, with its version, source and
architecture. PACKAGE_LOCK is the lock file of npm, for the image of the web app: every package that is not for
development alone, with the hash that npm holds it to. The same image gives the same bytes.
"""

import base64
import json
import os
import sys
from urllib.parse import quote


def stanzas(path):
    """Fields of each paragraph of a Debian control file; the first line of a field is enough here."""
    fields = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line == "\n":
                yield fields
                fields = {}
            elif not line[0].isspace():
                name, _, value = line.partition(":")
                fields[name] = value.strip()
    if fields:
        yield fields


def debian_packages(root):
    for fields in stanzas(os.path.join(root, "var/lib/dpkg/status")):
        if not fields.get("Status", "").endswith(" installed"):
            continue
        name, version, architecture = fields["Package"], fields["Version"], fields["Architecture"]
        # "Source: name" or "Source: name (version)", where it differs
        source = fields.get("Source", name).split()
        purl = f"pkg:deb/debian/{quote(name)}@{quote(version, safe='')}?arch={architecture}&distro=debian-12"
        yield {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
               "properties": [{"name": "debian:source", "value": source[0]},
                              {"name": "debian:source-version", "value": source[1].strip("()") if len(source) > 1 else version}]}


def npm_packages(lock):
    with open(lock, encoding="utf-8") as file:
        packages = json.load(file)["packages"]
    for path, package in packages.items():
        if not path or package.get("dev") or package.get("link") or "version" not in package:
            continue
        name = package.get("name", path.rsplit("node_modules/", 1)[1])
        purl = f"pkg:npm/{quote(name)}@{quote(package['version'])}"
        component = {"type": "library", "bom-ref": f"{purl}#{path}", "name": name, "version": package["version"], "purl": purl}
        if isinstance(package.get("license"), str):
            component["licenses"] = [{"expression": package["license"]}]
        algorithm, _, digest = package.get("integrity", "").partition("-")
        if algorithm == "sha512":
            component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
        yield component


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__.splitlines()[0])
    name, version, root = sys.argv[1:4]
    components = list(debian_packages(root))
    if not components:
        sys.exit(f"{root}: dpkg knows of no package there")
    if len(sys.argv) == 5:
        components += npm_packages(sys.argv[4])
    components.sort(key=lambda component: component["bom-ref"])
    document = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
                "metadata": {"component": {"type": "container", "bom-ref": name, "name": name, "version": version}},
                "components": components}
    json.dump(document, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
