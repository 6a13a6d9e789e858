"""Our client and the official npm client of OSS read what the other wrote, take each other's parts and URLs.

usage: interop.py DRIVER (by interop.sh, which finds Node and the package)
"""

import hashlib
import http.client
import json
import os
import subprocess
import sys
import urllib.parse

from program import check
from standin import BUCKET, KEYS, REGION, Standin
from standin_digests import crc64

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = "语料 库/年报(2024)+final*v1~!'.csv"


class Client:
    """A process that carries out steps."""

    def __init__(self, words, env, folder=None):
        self.process = subprocess.Popen(words, env=env, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, op, **fields):
        self.process.stdin.write(json.dumps({"id": 1, "op": op, **fields}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        check(answer["ok"], f"{op} {fields.get('key', '')}: {answer}")
        return answer["result"]


def fetch(standin, method, url, body=None):
    """What anybody gets for a URL; its host is the stand-in whatever its name."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", standin.port, timeout=30)
    connection.request(method, f"{parts.path}?{parts.query}", body, {"Host": parts.netloc})
    answer = connection.getresponse()
    return answer.status, answer.read()


def check_objects(writer, reader):
    text = "主题,词\n" * 1000
    digest = {"size": len(text.encode()), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    writer.do("put", key=KEY, body=text, contentType="text/csv", meta={"owner": "alice"})
    check(reader.do("get", key=KEY) == digest, "the other reads what one wrote")
    head = reader.do("head", key=KEY)
    check(head["size"] == digest["size"] and head["crc64"] == str(crc64(text.encode())), f"size and CRC-64: {head}")
    check(reader.do("list", prefix="语料 库/")["keys"] == [KEY], "and lists it")
    reader.do("delete", key=KEY)
    check(writer.do("list", prefix="语料 库/")["keys"] == [], "and removes it")


def check_parts(writer, reader, standin):
    parts = [{"repeat": [97, 5 << 20]}, {"repeat": [98, 1 << 20]}, {"body": "the end"}]
    whole = b"a" * (5 << 20) + b"b" * (1 << 20) + b"the end"
    writer.do("multipart", key="parts/" + KEY, parts=parts)
    check(reader.do("get", key="parts/" + KEY) == {"size": len(whole), "sha256": hashlib.sha256(whole).hexdigest()}, "parts of the other")
    stored = standin.buckets[BUCKET].objects["parts/" + KEY]
    check(stored.etag.strip('"').endswith(f"-{len(stored.pieces)}") and stored.crc == crc64(whole), f"{stored.etag}, {stored.crc}")


def check_urls(writer, reader, standin):
    put = writer.do("presign", method="PUT", key=KEY, expires=300)["url"]
    status, answer = fetch(standin, "PUT", put, b"by URL")
    check(status == 200, f"PUT by URL: {status} {answer}")
    get = reader.do("presign", method="GET", key=KEY, expires=300)["url"]
    got = fetch(standin, "GET", get)
    check(got == (200, b"by URL"), f"GET by a URL of the other: {get}: {got}")
    check(fetch(standin, "GET", put)[0] == 403, "a URL to write does not read")


def main():
    for signature, dialect in (("V4", "oss4"), ("V1", "oss1")):
        standin = Standin(dialect).start()
        target = {"port": standin.port, "region": REGION, "keys": {"STS.TEST": KEYS["STS.TEST"]}}
        env = dict(os.environ, no_proxy="*", THETA_CHECK=json.dumps(target), THETA_CHECK_SIG=signature)
        ours = Client([sys.argv[1]], env)
        theirs = Client(["node", "client.mjs", str(standin.port), signature], env, os.path.join(HERE, "node"))
        for writer, reader in ((ours, theirs), (theirs, ours)):
            check_objects(writer, reader)
            check_parts(writer, reader, standin)
            check_urls(writer, reader, standin)
        for client in (ours, theirs):
            client.process.stdin.close()
            check(client.process.wait(timeout=20) == 0, "it ends when its input does")


main()
