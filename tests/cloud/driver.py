"""The steps of a contract check, carried out by the driver against the stand-in: results, and one request for each.

usage: driver.py DRIVER
"""

import hashlib
import json
import os
import subprocess
import sys

from program import check
from standin import BUCKET, KEYS, REGION, Standin
from standin_digests import crc64

DRIVER = sys.argv[1]


class Driver:
    def __init__(self, dialect, key="AKTEST"):
        self.standin = Standin(dialect).start()
        target = {"url": f"http://127.0.0.1:{self.standin.port}", "port": self.standin.port, "region": REGION, "s3Region": REGION,
                  "keys": {key: KEYS[key]}}
        env = dict(os.environ, no_proxy="*", THETA_CHECK=json.dumps(target), THETA_CHECK_SIG={"oss4": "V4", "oss1": "V1", "s3": "S3"}[dialect])
        self.process = subprocess.Popen([DRIVER], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.count = 0

    def ask(self, op, **fields):
        self.count += 1
        self.process.stdin.write(json.dumps({"id": self.count, "op": op, **fields}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        check(answer["id"] == self.count, f"the answer to {op} has its number: {answer}")
        return answer

    def do(self, op, **fields):
        answer = self.ask(op, **fields)
        check(answer["ok"], f"{op}: {answer}")
        return answer["result"]

    def requests(self):
        with self.standin.lock:
            found, self.standin.requests = self.standin.requests, []
        return found

    def end(self):
        self.process.stdin.close()
        check(self.process.wait(timeout=10) == 0, "the driver ends when its input does")


def sha256(text):
    return hashlib.sha256(text).hexdigest()


def check_objects(driver):
    key = "corpora/语料 库/年报(2024)+final*v1~.csv"
    driver.do("put", key=key, body="some text", contentType="text/csv", meta={"owner": "alice"})
    stored = driver.standin.buckets[BUCKET].objects[key]
    prefix = "x-oss-meta-" if driver.standin.dialect == "oss" else "x-amz-meta-"
    check(stored.facts["content-type"] == "text/csv" and stored.facts[prefix + "owner"] == "alice", f"{stored.facts}")
    refused = driver.ask("putNew", key=key, body="other")
    check(not refused["ok"] and refused["status"] in (409, 412), f"create-only: {refused}")
    driver.do("putNew", key="new", body="other")
    check(len(driver.requests()) == 3, "one request for each step")
    head = driver.do("head", key=key)
    check(head["size"] == 9 and head["crc64"] in (str(crc64(b"some text")), ""), f"{head}")
    check(driver.do("get", key=key) == {"size": 9, "sha256": sha256(b"some text")}, "what was put")
    check(driver.do("get", key=key, range=[5, 100]) == {"size": 4, "sha256": sha256(b"text")}, "a range that ends behind it")
    check(driver.ask("head", key="none")["code"] == "NoSuchKey", "HEAD of nothing has a code too")
    check(driver.ask("get", key="none")["status"] == 404, "GET of nothing")
    driver.do("copy", key="dst key", source=key)
    check(driver.do("get", key="dst key")["sha256"] == sha256(b"some text"), "a copy")
    check(driver.do("presignGet", key=key, expires=60) == {"status": 200, "sha256": sha256(b"some text")}, "a URL")
    check(len(driver.requests()) == 8, "one request for each step")


def check_lists(driver):
    for name in ("a/1", "a/2", "a/b/3", "a/b/4", "c"):
        driver.do("put", key=f"list/{name}", body="x")
    page = driver.do("list", prefix="list/a/", delimiter="/", maxKeys=2)
    check(page == {"keys": ["list/a/1", "list/a/2"], "prefixes": [], "truncated": True}, f"{page}")
    check(driver.do("listNext") == {"keys": [], "prefixes": ["list/a/b/"], "truncated": False}, "its next page")
    driver.do("deleteMany", keys=["list/a/1", "list/a/2", "list/none"])
    driver.do("delete", key="list/c")
    check(driver.do("list", prefix="list/", maxKeys=100)["keys"] == ["list/a/b/3", "list/a/b/4"], "what is left")


def check_parts(driver):
    parts = [{"repeat": [97, 5 << 20]}, {"body": "the end"}]
    driver.do("multipart", key="big", parts=parts)
    check(driver.do("get", key="big") == {"size": (5 << 20) + 7, "sha256": sha256(b"a" * (5 << 20) + b"the end")}, "the parts")
    driver.do("startMultipart", key="up/stays")
    check(driver.do("listUploads", prefix="up/") == {"keys": ["up/stays"]}, "an upload under way")
    driver.do("abort")
    check(driver.do("listUploads", prefix="up/") == {"keys": []}, "none any more")


def check_rules(driver):
    rule = {"id": "cold", "prefix": "results/", "transition": {"days": 30, "class": "IA"}, "abortMultipartDays": 3}
    driver.do("lifecycle", rules=[rule])
    driver.do("cors", rules=[{"origins": ["https://x"], "methods": ["GET", "PUT"], "headers": ["*"], "expose": ["ETag"], "maxAge": 300}])
    rules = driver.standin.buckets[BUCKET].rules
    check(set(rules) == {"lifecycle", "cors"} and b"<Days>30</Days>" in rules["lifecycle"] and b"https://x" in rules["cors"], f"{rules}")


def main():
    for dialect, key in (("oss4", "AKTEST"), ("oss4", "STS.TEST"), ("oss1", "STS.TEST"), ("s3", "AKTEST"), ("s3", "STS.TEST")):
        driver = Driver(dialect, key)
        for part in (check_objects, check_lists, check_parts, check_rules):
            part(driver)
        refused = driver.ask("fly")
        check(not refused["ok"] and "fly" in refused["message"], "what it cannot do")
        driver.end()


main()
