"""Checks ACS3-HMAC-SHA256 signatures of requests, and answers in the form of OpenAPI services. Shares no code with the program."""

import calendar
import hashlib
import hmac
import json
import time
import urllib.parse
import uuid

SKEW = 900  # seconds


class Refused(Exception):
    """An answer of an OpenAPI service that is an error."""

    def __init__(self, status, code, message=""):
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message = status, code, message

    def body(self):
        return {"RequestId": str(uuid.uuid4()).upper(), "Code": self.code, "Message": self.message, "HostId": "standin"}


def encode(text):
    return urllib.parse.quote(text, safe="-._~")


def signature(secret, method, path, query, headers, names, payload):
    canonical = "\n".join([method, path, "&".join(f"{encode(name)}={encode(value)}" for name, value in sorted(query)),
                           "".join(f"{name}:{headers[name].strip()}\n" for name in names), ";".join(names), payload])
    text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


class Verifier:
    """`keys`: {id: {"secret", "token"?}}; `versions`: those of the interfaces that are spoken here."""

    def __init__(self, keys, versions, now=time.time):
        self.keys, self.versions, self.now, self.nonces = keys, versions, now, set()

    def check(self, method, target, headers, body):
        """(action, path, query, caller), or Refused. `headers` by lower-case name."""
        path, _, text = target.partition("?")
        query = urllib.parse.parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        fields = dict(field.split("=", 1) for field in rest.split(",") if "=" in field)
        if scheme != "ACS3-HMAC-SHA256" or set(fields) != {"Credential", "SignedHeaders", "Signature"}:
            raise Refused(400, "IncompleteSignature", "the request is not signed by ACS3-HMAC-SHA256")
        key = self.keys.get(fields["Credential"])
        if key is None:
            raise Refused(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
        names = fields["SignedHeaders"].split(";")
        wanted = {name for name in headers if name.startswith("x-acs-") or name in ("host", "content-type")}
        if names != sorted(names) or set(names) != wanted:
            raise Refused(400, "IncompleteSignature", f"signed are {names}, and must be {sorted(wanted)}")
        missing = {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"} - wanted
        if missing:
            raise Refused(400, "MissingParameter", f"{sorted(missing)}")
        if headers["x-acs-content-sha256"] != hashlib.sha256(body).hexdigest():
            raise Refused(400, "InvalidContentSha256", "the body is another")
        if body and not headers.get("content-type", "").startswith("application/json"):
            raise Refused(400, "InvalidContentType", "a body must be JSON")
        if any(not value for _, value in query):
            raise Refused(400, "InvalidParameter", "a parameter without a value")
        if signature(key["secret"], method, path, query, headers, names, headers["x-acs-content-sha256"]) != fields["Signature"]:
            raise Refused(400, "SignatureDoesNotMatch", "The request signature does not conform to the standard.")
        if key.get("token", "") != headers.get("x-acs-security-token", ""):
            raise Refused(400, "InvalidSecurityToken.MismatchWithAccessKey", "the token is not that of the key")
        date = calendar.timegm(time.strptime(headers["x-acs-date"], "%Y-%m-%dT%H:%M:%SZ"))
        if abs(date - self.now()) > SKEW:
            raise Refused(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
        if headers["x-acs-signature-nonce"] in self.nonces:
            raise Refused(400, "SignatureNonceUsed", "Specified signature nonce was used already.")
        self.nonces.add(headers["x-acs-signature-nonce"])
        if headers["x-acs-version"] not in self.versions:
            raise Refused(400, "InvalidVersion", headers["x-acs-version"])
        return headers["x-acs-action"], path, dict(query), fields["Credential"]


def read_json(body):
    try:
        value = json.loads(body)
    except ValueError as error:
        raise Refused(400, "InvalidJson", str(error)) from error
    if not isinstance(value, dict):
        raise Refused(400, "InvalidJson", "must be an object")
    return value
