"""A folder of objects as docs/formats.md describes it, written and read without the program."""

import hashlib
import json
import os
import struct
import subprocess

from program import THETA, check

BLOCK = 65536


def crc_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xC96C5795D7870F42 if value & 1 else 0)
        table.append(value)
    return table


TABLE = crc_table()


def crc64(data, before=0):
    remainder = before ^ 0xFFFFFFFFFFFFFFFF
    for byte in data:
        remainder = remainder >> 8 ^ TABLE[(remainder ^ byte) & 0xFF]
    return remainder ^ 0xFFFFFFFFFFFFFFFF


def trailer_of(data):
    ends, crc = [], 0
    for begin in range(0, len(data), BLOCK):
        crc = crc64(data[begin:begin + BLOCK], crc)
        ends.append(struct.pack("<Q", crc))
    trailer = b"".join(ends) + b"THETAOBJ" + struct.pack("<IIQ", 1, BLOCK, len(data)) + hashlib.sha256(data).digest()
    return trailer + struct.pack("<Q", crc64(trailer))


class Store:
    def __init__(self, root):
        self.root = root
        os.makedirs(os.path.join(root, "objects"))
        with open(os.path.join(root, "store"), "w", encoding="ascii") as file:
            file.write("theta-store 1\n")

    def path(self, key):
        return os.path.join(self.root, "objects", key + ".object")

    def put(self, key, data):
        os.makedirs(os.path.dirname(self.path(key)), exist_ok=True)
        with open(self.path(key), "wb") as file:
            file.write(data + trailer_of(data))

    def get(self, key, checked=True):
        """The object; with `checked` its trailer must be exactly the one that it should have."""
        with open(self.path(key), "rb") as file:
            whole = file.read()
        size = struct.unpack("<Q", whole[-48:-40])[0]
        if checked:
            check(whole[size:] == trailer_of(whole[:size]), f"the trailer of {key}")
        return whole[:size]

    def json(self, key):
        return json.loads(self.get(key))

    def keys(self, prefix=""):
        """All keys with the prefix, sorted."""
        top = os.path.join(self.root, "objects")
        found = [os.path.relpath(os.path.join(folder, name), top)[:-len(".object")]
                 for folder, _, names in os.walk(top) for name in names]
        return sorted(key for key in found if key.startswith(prefix))

    def extract(self, prefix, folder):
        """Writes the objects below the prefix as files of a folder."""
        for key in self.keys(prefix):
            path = os.path.join(folder, key[len(prefix):])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(self.get(key, checked=False))


def describe(folder, kind, **members):
    """Writes job.json into a folder and returns the folder."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "job.json"), "w", encoding="utf-8") as file:
        json.dump({"format": "theta-job", "version": 1, "kind": kind, **members}, file)
    return folder


def run_job(folder, *arguments):
    """Runs the job of a folder: exit code, events, words on standard error."""
    result = subprocess.run([THETA, "job", "run", folder, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, timeout=300)
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()], result.stderr
