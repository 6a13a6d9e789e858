"""The stand-in's check of ACS3 signatures accepts every published or recorded request, and no other.

usage: acs3_test.py SOURCE_DIR
"""

import hashlib
import json
import os
import sys

from acs3 import signature


def main():
    checked = 0
    with open(os.path.join(sys.argv[1], "tests", "cloud", "signature_vectors.json"), encoding="utf-8") as file:
        vectors = json.load(file)["vectors"]
    for vector in vectors:
        if vector["scheme"] != "ACS3" or "headers" not in vector["input"]:
            continue
        given = vector["input"]
        headers = {name.lower(): value for name, value in given["headers"].items()}
        names = sorted(name for name in headers if name.startswith("x-acs-") or name in ("host", "content-type"))
        payload = hashlib.sha256(given["body"].encode()).hexdigest()
        query = [tuple(pair) for pair in given["query"]]
        arguments = [given["accessKeySecret"], given["method"], given["path"], query, headers, names, payload]
        if signature(*arguments) != vector["expect"]["signature"]:
            sys.exit(f"FAILED: {vector['id']}")
        for i, other in ((0, "x"), (1, "X"), (2, given["path"] + "/x"), (3, [*query, ("a", "b")]), (6, "0" * 64)):
            if signature(*arguments[:i], other, *arguments[i + 1:]) == vector["expect"]["signature"]:
                sys.exit(f"FAILED: {vector['id']} is the same with another part {i}")
        checked += 1
    if checked < 8:
        sys.exit(f"FAILED: {checked} vectors only")


if __name__ == "__main__":
    main()
