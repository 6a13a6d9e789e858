"""A strict stand-in for OSS and S3 that checks every signature and fails on demand.

usage: standin.py --dialect oss4|oss1|oss|s3 [--forget-bytes] COMMAND [word...]

Runs COMMAND with OSS_* set to the bucket "theta-data", and THETA_STANDIN to the address of the controls:
    POST /_standin/faults    a list of faults (standin_faults.py)       DELETE /_standin/faults
    POST /_standin/settings  {"clock"?: seconds ahead, "keys"?: {id: {...}}, "elsewhere"?: endpoint, "rights"?: {id: [method...]}}
    GET  /_standin/requests  [{"method", "key", "query", "status", "size", "code"}] so far   DELETE forgets them
--forget-bytes: large pieces are kept by their size and digests alone.
"""

import argparse
import base64
import email.utils
import hashlib
import http.server
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

from standin_answers import Answer, Operations
from standin_faults import Faults, damaged
from standin_objects import Bucket, parse
from standin_signing import Refused, Request, Verifier

REGION = "cn-standin"
BUCKET = "theta-data"
KEYS = {"AKTEST": {"secret": "SKTEST"}, "STS.TEST": {"secret": "STS-SECRET", "token": "CAIS/token+with=signs"}}


class Server(http.server.ThreadingHTTPServer):
    request_queue_size, daemon_threads = 256, True

    def handle_error(self, request, client_address):
        """Clients that are killed end their connections anyhow."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Standin:
    def __init__(self, dialect, keep=True):
        self.clock, self.elsewhere, self.rights = 0, "", {}
        self.dialect = "s3" if dialect == "s3" else "oss"
        self.verifier = Verifier(REGION, dict(KEYS), self.now, {"oss4", "oss1"} if dialect == "oss" else {dialect})
        self.buckets = {BUCKET: Bucket(self.dialect, self.now, keep)}
        self.faults, self.requests, self.lock = Faults(), [], threading.Lock()
        self.server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"standin": self}))
        self.port = self.server.server_address[1]

    def now(self):
        return time.time() + self.clock

    def variables(self, path_style=False):
        """What describes the bucket to the program. A name below "localhost" stands for the real names of hosts."""
        virtual = self.dialect == "oss" and not path_style
        host = f"oss.localhost:{self.port}" if virtual else f"127.0.0.1:{self.port}"
        named = {"OSS_SCHEME": self.dialect, "OSS_ENDPOINT": f"http://{host}", "OSS_BUCKET_NAME": BUCKET, "OSS_REGION": REGION,
                 "OSS_ADDRESSING": "virtual" if virtual else "path", "OSS_ACCESS_KEY_ID": "AKTEST", "OSS_ACCESS_KEY_SECRET": "SKTEST",
                 "THETA_STANDIN": f"http://127.0.0.1:{self.port}/_standin"}
        if self.verifier.dialects == {"oss1"}:
            named["OSS_SIGNATURE_VERSION"] = "v1"
        return named

    def control(self, method, what, text):
        if what == "faults":
            self.faults.clear() if method == "DELETE" else self.faults.order(text)
            return b"{}"
        if what == "settings":
            given = json.loads(text)
            self.clock, self.elsewhere = given.get("clock", self.clock), given.get("elsewhere", self.elsewhere)
            self.rights = given.get("rights", self.rights)
            self.verifier.keys.update(given.get("keys", {}))
            return b"{}"
        with self.lock:
            if method == "DELETE":
                self.requests = []
            return json.dumps(self.requests).encode()

    def start(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm, wbufsize = "HTTP/1.1", True, 1 << 16
    standin = None

    def log_message(self, *_):
        pass

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            pieces = []
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                pieces.append(self.rfile.read(size))
                self.rfile.readline()
                if size == 0:
                    return b"".join(pieces)
        size = int(self.headers.get("Content-Length", 0))
        data = self.rfile.read(size)
        if len(data) != size:
            raise ConnectionError("the body ended too early")
        return data

    def serve(self):
        try:
            body = self.body()
        except (ConnectionError, ValueError):
            self.close_connection = True
            return
        if self.path.startswith("/_standin/"):
            self.reply(Answer(200, {"Content-Type": "application/json"}, self.standin.control(self.command, self.path[10:], body)), {})
            return
        request = self.request_of()
        fault = self.standin.faults.meet(request)
        if fault.get("do") == "drop":
            self.finish_early(request, 0, len(body))
            return
        answer = self.answer(request, body, fault)
        self.note(request, answer, len(body))
        if fault.get("do") == "forget":
            self.close_connection = True
            return
        self.reply(answer, fault)

    def request_of(self):
        target = urllib.parse.unquote(self.path.partition("?")[0])
        host = self.headers.get("Host", "")
        for bucket in self.standin.buckets:
            if host.startswith(bucket + "."):
                return Request(self.command, self.path, self.headers.items(), bucket, target[1:])
        bucket, _, key = target[1:].partition("/")
        return Request(self.command, self.path, self.headers.items(), bucket, key)

    def answer(self, request, body, fault):
        standin = self.standin
        if fault.get("do") == "damage":
            body = damaged(body)
        try:
            if request.method == "OPTIONS":
                return self.preflight(request)
            caller = standin.verifier.check(request, lambda: hashlib.sha256(body).hexdigest())
            if fault.get("do") == "answer":
                raise Refused(fault["status"], fault.get("code", "InternalError"), "ordered by a test")
            if standin.elsewhere:
                raise Refused(403, "AccessDenied", "The bucket is in another region.", Endpoint=standin.elsewhere)
            if request.method not in standin.rights.get(caller, [request.method]):
                raise Refused(403, "AccessDenied", "You have no right to access this object.")
            if request.bucket not in standin.buckets:
                raise Refused(404, "NoSuchBucket", "The specified bucket does not exist.")
            if len(request.key.encode()) > 1023 or request.key.startswith(("/", "\\")):
                raise Refused(400, "InvalidObjectName", "The specified object is not valid.")
            operations = Operations(standin.buckets[request.bucket])
            operations.http_time = lambda seconds: email.utils.formatdate(seconds, usegmt=True)
            return operations.answer(request, body)
        except Refused as error:
            return self.refusal(request, error)

    def refusal(self, request, error):
        more = "".join(f"<{name}>{value.replace('&', '&amp;').replace('<', '&lt;')}</{name}>" for name, value in error.more.items())
        body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{error.code}</Code><Message>{error.message}</Message>'
                f"<RequestId>{uuid.uuid4().hex[:24].upper()}</RequestId><HostId>standin</HostId>{more}</Error>").encode()
        headers = {"Content-Type": "application/xml", "code": error.code}
        if error.status == 304 or request.method == "HEAD":
            return Answer(error.status, {"x-oss-err": base64.b64encode(body).decode(), **headers}, b"")
        return Answer(error.status, headers, body)

    def allowed_origin(self, request):
        """Headers of the first CORS rule that lets this origin and method through."""
        origin = request.header("origin")
        method = request.header("access-control-request-method") or request.method
        bucket = self.standin.buckets.get(request.bucket)
        if not origin or not bucket or "cors" not in bucket.rules:
            return {}
        for rule in parse(bucket.rules["cors"]):
            found = {name: [each.text for each in rule.findall(name)] for name in ("AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader")}
            if ("*" in found["AllowedOrigin"] or origin in found["AllowedOrigin"]) and method in found["AllowedMethod"]:
                return {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Methods": ", ".join(found["AllowedMethod"]),
                        "Access-Control-Allow-Headers": request.header("access-control-request-headers"),
                        "Access-Control-Expose-Headers": ", ".join(found["ExposeHeader"]), "Vary": "Origin"}
        return {}

    def preflight(self, request):
        allowed = self.allowed_origin(request)
        if not allowed:
            raise Refused(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.")
        return Answer(200, allowed)

    def note(self, request, answer, size):
        with self.standin.lock:
            self.standin.requests.append({"method": request.method, "key": request.key, "query": request.value, "size": size,
                                          "status": answer.status, "code": answer.headers.get("code", "")})

    def finish_early(self, request, status, size):
        self.note(request, Answer(status), size)
        self.close_connection = True

    def reply(self, answer, fault):
        what = fault.get("do", "")
        if what == "slow":
            time.sleep(fault["seconds"])
        headers = {name: value for name, value in answer.headers.items() if name != "code"}
        if what == "wrong_crc" and "x-oss-hash-crc64ecma" in headers:
            headers["x-oss-hash-crc64ecma"] = str(int(headers["x-oss-hash-crc64ecma"]) ^ 1)
        self.send_response_only(answer.status)
        mark = "x-oss-request-id" if self.standin.dialect == "oss" else "x-amz-request-id"
        headers = {"Server": "standin", "Date": email.utils.formatdate(self.standin.now(), usegmt=True), mark: uuid.uuid4().hex[:24].upper(), **headers}
        if not self.path.startswith("/_standin/") and self.command != "OPTIONS":
            headers.update(self.allowed_origin(self.request_of()))
        headers["Content-Length"] = str(answer.size)
        for name, value in headers.items():
            # http.server writes Latin-1; keys in headers are UTF-8.
            self.send_header(name, value.encode().decode("latin-1"))
        self.end_headers()
        if self.command != "HEAD":
            self.give(answer, what, fault.get("seconds", 0))
        self.wfile.flush()

    def give(self, answer, what, seconds):
        sent, half = 0, answer.size // 2
        for piece in answer.pieces:
            piece = damaged(piece) if what == "damage" and self.command == "GET" else piece
            if what == "cut" and sent + len(piece) > half:
                self.wfile.write(piece[:half - sent])
                self.close_connection = True
                return
            if what == "trickle":
                for at in range(0, len(piece), max(1, len(piece) // 10)):
                    self.wfile.write(piece[at:at + max(1, len(piece) // 10)])
                    self.wfile.flush()
                    time.sleep(seconds)
            else:
                self.wfile.write(piece)
            sent += len(piece)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dialect", choices=["oss4", "oss1", "oss", "s3"], required=True)
    parser.add_argument("--path-style", action="store_true")
    parser.add_argument("--forget-bytes", action="store_true")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    standin = Standin(options.dialect, keep=not options.forget_bytes).start()
    env = dict(os.environ, no_proxy="*", **standin.variables(options.path_style))
    sys.exit(subprocess.run(options.command, env=env, check=False).returncode)


if __name__ == "__main__":
    main()
