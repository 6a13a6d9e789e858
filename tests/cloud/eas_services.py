"""The control plane of PAI-EAS as its published pages say: checks every signature by itself, keeps services, fails on demand."""

import hashlib
import hmac
import http.server
import json
import threading
import urllib.parse

KEY, SECRET, REGION, WORKSPACE = "EASTEST", "planted-eas-secret", "cn-standin", "268"
VERSION = "2021-07-01"
TOKEN = "planted-service-token"
STEPS = ["Creating", "Waiting", "Running"]


def quote(text):
    return urllib.parse.quote(text, safe="-._~")


class Refused(Exception):
    def __init__(self, status, code, message):
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def check_signature(method, target, headers, body):
    path, _, text = target.partition("?")
    query = urllib.parse.parse_qsl(text, keep_blank_values=True)
    signed = sorted(name for name in headers if name.startswith("x-acs-") or name in ("host", "content-type"))
    payload = hashlib.sha256(body).hexdigest()
    canonical = "\n".join([method, path, "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(query)),
                           "".join(f"{name}:{headers[name].strip()}\n" for name in signed), ";".join(signed), payload])
    digest = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(SECRET.encode(), digest.encode(), hashlib.sha256).hexdigest()
    wanted = f"ACS3-HMAC-SHA256 Credential={KEY},SignedHeaders={';'.join(signed)},Signature={signature}"
    if headers.get("authorization") != wanted or headers.get("x-acs-content-sha256") != payload:
        raise Refused(403, "SignatureDoesNotMatch", "the signature is another")
    if headers.get("x-acs-version") != VERSION:
        raise Refused(400, "InvalidVersion", "another version")
    return path, dict(query)


class Service:
    def __init__(self, config):
        self.config, self.looks, self.version, self.scaler, self.scalings = config, 0, 1, None, []
        self.instances = config["metadata"]["instance"]
        self.fails = False

    def told(self):
        status = "Failed" if self.fails else STEPS[min(self.looks, len(STEPS) - 1)]
        self.looks += 1
        name = self.config["metadata"]["name"]
        place = f"{name}.example/api/predict/{name}"
        running = self.instances if status == "Running" else 0
        return {"ServiceName": name, "Status": status, "Message": "no such image" if self.fails else "", "AccessToken": TOKEN,
                "InternetEndpoint": f"http://1.{place}", "IntranetEndpoint": f"http://1.vpc.{place}", "RunningInstance": running,
                "TotalInstance": self.instances, "CurrentVersion": self.version if running else self.version - 1,
                "LatestVersion": self.version, "AutoscalerEnabled": self.scaler is not None}


class Control:
    """`faults`: for the next calls, each (action, what): a status, "drop" (before it is done) or "forget" (after)."""

    def __init__(self):
        self.services, self.calls, self.nonces, self.faults, self.fails = {}, [], set(), [], False
        control = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                status, value = control.take(self.command, self.path, headers, body)
                if status is None:
                    return
                text = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_DELETE = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.env = {"PAI_ACCESS_KEY_ID": KEY, "PAI_ACCESS_KEY_SECRET": SECRET, "PAI_REGION": REGION, "PAI_PROJECT_ID": WORKSPACE,
                    "PAI_EAS_CONTROL_ENDPOINT": f"http://127.0.0.1:{self.server.server_address[1]}", "OSS_BUCKET_NAME": "topics"}

    def take(self, method, target, headers, body):
        action = headers.get("x-acs-action")
        try:
            path, query = check_signature(method, target, headers, body)
            if headers["x-acs-signature-nonce"] in self.nonces:
                raise Refused(400, "SignatureNonceUsed", "used already")
            self.nonces.add(headers["x-acs-signature-nonce"])
            self.calls.append(action)
            fault = self.faults.pop(0)[1] if self.faults and self.faults[0][0] == action else None
            if fault == "drop":
                return None, None
            if isinstance(fault, int):
                raise Refused(fault, "InternalError" if fault >= 500 else "Throttling.User", "later")
            value = self.do(action, method, path.removeprefix("/api/v2/services").strip("/").split("/"), query,
                            json.loads(body) if body else None)
            return (None, None) if fault == "forget" else (200, {"RequestId": "R", **value})
        except Refused as refused:
            return refused.status, {"Code": refused.code, "Message": refused.message, "RequestId": "R"}

    def do(self, action, method, parts, query, body):
        if (action, method, parts) == ("CreateService", "POST", [""]):
            name = body["metadata"]["name"]
            if query != {"WorkspaceId": WORKSPACE} or body["metadata"]["workspace_id"] != WORKSPACE:
                raise Refused(400, "InvalidWorkspace", "another workspace")
            if name in self.services:
                raise Refused(409, "ServiceExists", "the name is taken")
            self.services[name] = Service(body)
            self.services[name].fails = self.fails
            return {"ServiceName": name}
        if parts[0] != REGION or parts[1] not in self.services:
            raise Refused(404, "ServiceNotFound", "there is none")
        service, rest = self.services[parts[1]], parts[2:]
        if (action, method, rest) == ("DescribeService", "GET", []):
            return service.told()
        if (action, method, rest, query) == ("UpdateService", "PUT", [], {"UpdateType": "merge"}):
            service.config.update(body)
            service.instances, service.looks, service.version = body["metadata"]["instance"], 0, service.version + 1
        elif (action, method, rest) == ("ScaleService", "PUT", ["scale"]):
            service.instances = body["Instance"]
        elif (action, method, rest) == ("DeleteService", "DELETE", []):
            del self.services[parts[1]]
        elif rest == ["autoscaler"] and (action, method) in {("CreateServiceAutoScaler", "POST"), ("UpdateServiceAutoScaler", "PUT")}:
            if (service.scaler is None) != (method == "POST") or body["max"] <= body["min"]:
                raise Refused(400, "InvalidScaler", "made twice, or its numbers are wrong")
            service.scaler = body
        elif (action, method, rest) == ("DeleteServiceAutoScaler", "DELETE", ["autoscaler"]):
            service.scaler = None
        else:
            raise Refused(404, "InvalidAction.NotFound", f"{action} {method} {rest}")
        return {"Message": "done"}
