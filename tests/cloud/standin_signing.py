"""Checks of signed requests as a service makes them: OSS V4, OSS V1 and S3 V4, in headers and in presigned URLs.

Written from the rules of the services alone, so that the program is not tested with itself; held to published and
recorded signatures by standin_signing_test.py.
"""

import base64
import calendar
import email.utils
import hashlib
import hmac
import re
import time
import urllib.parse

SKEW = 900  # seconds
LONGEST = 604800  # of a presigned URL

SUB_RESOURCES = set("""acl append bucketInfo continuation-token cors delete encryption lifecycle location objectMeta partNumber
policy position restore security-token stat tagging uploadId uploads versionId versions response-content-type
response-content-language response-content-disposition response-content-encoding response-expires
response-cache-control""".split())


class Refused(Exception):
    """An answer of the service that is no success."""

    def __init__(self, status, code, message="", **more):
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.more = status, code, message, more


class Request:
    """What a service sees of a request. `target` is the path and query as they were sent."""

    def __init__(self, method, target, headers, bucket="", key=""):
        self.method, self.bucket, self.key = method, bucket, key
        self.path, _, self.raw_query = target.partition("?")
        self.headers = {}
        for name, value in headers:
            self.headers[name.lower()] = value.strip()
        self.query = []
        for pair in filter(None, self.raw_query.split("&")):
            name, _, value = pair.partition("=")
            self.query.append((urllib.parse.unquote(name), urllib.parse.unquote(value)))
        self.value = dict(self.query)

    def header(self, name):
        return self.headers.get(name, "")


def quote(text, safe=""):
    return urllib.parse.quote(text, safe=safe + "-._~")


def chain(secret, words):
    key = secret.encode()
    for word in words:
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return key


def sorted_query(pairs, always_equals):
    encoded = sorted((quote(name), quote(value)) for name, value in pairs)
    return "&".join(f"{name}={value}" if value or always_equals else name for name, value in encoded)


def oss4_text(request, query, additional, date, scope):
    names = sorted(name for name in request.headers
                   if name.startswith("x-oss-") or name in ("content-type", "content-md5") or name in additional)
    resource = f"/{request.bucket}/{request.key}" if request.bucket else "/"
    canonical = "\n".join([request.method, quote(resource, "/"), sorted_query(query, False),
                           "".join(f"{name}:{request.headers[name]}\n" for name in names), ";".join(additional), "UNSIGNED-PAYLOAD"])
    return "\n".join(["OSS4-HMAC-SHA256", date, scope, hashlib.sha256(canonical.encode()).hexdigest()])


def oss4_signature(secret, scope, text):
    return hmac.new(chain("aliyun_v4" + secret, scope.split("/")), text.encode(), hashlib.sha256).hexdigest()


def oss1_text(request, date, more=()):
    known = SUB_RESOURCES | set(more)
    own = "".join(f"{name}:{request.headers[name]}\n" for name in sorted(request.headers) if name.startswith("x-oss-"))
    signed = sorted((name, value) for name, value in request.query if name in known or name.startswith("x-oss-"))
    resource = f"/{request.bucket}/{request.key}" if request.bucket else "/"
    if signed:
        resource += "?" + "&".join(f"{name}={value}" if value else name for name, value in signed)
    return "\n".join([request.method, request.header("content-md5"), request.header("content-type"), date, own + resource])


def oss1_signature(secret, text):
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()


def s3_text(request, query, names, date, scope, payload):
    canonical = "\n".join([request.method, request.path, sorted_query(query, True),
                           "".join(f"{name}:{' '.join(request.header(name).split())}\n" for name in names), ";".join(names), payload])
    return "\n".join(["AWS4-HMAC-SHA256", date, scope, hashlib.sha256(canonical.encode()).hexdigest()])


def s3_signature(secret, scope, text):
    return hmac.new(chain("AWS4" + secret, scope.split("/")), text.encode(), hashlib.sha256).hexdigest()


def compact_seconds(text):
    try:
        return calendar.timegm(time.strptime(text, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        raise Refused(403, "AccessDenied", f"{text!r} is no date") from None


class Verifier:
    """`keys`: {id: {"secret", "token"?, "expired"?}}; `now()`: the service's seconds since 1970."""

    def __init__(self, region, keys, now, dialects):
        self.region, self.keys, self.now, self.dialects = region, keys, now, dialects

    def check(self, request, body_sha256):
        """The id of the caller, or Refused. `body_sha256()` gives the digest of the body."""
        authorization = request.header("authorization")
        query = request.value
        if authorization.startswith("OSS4-HMAC-SHA256 "):
            return self._dialect("oss4") or self._oss4(request, authorization)
        if "x-oss-signature" in query:
            return self._dialect("oss4") or self._oss4_url(request)
        if authorization.startswith("OSS "):
            return self._dialect("oss1") or self._oss1(request, authorization)
        if "OSSAccessKeyId" in query:
            return self._dialect("oss1") or self._oss1_url(request)
        if authorization.startswith("AWS4-HMAC-SHA256 "):
            return self._dialect("s3") or self._s3(request, authorization, body_sha256)
        if "X-Amz-Signature" in query:
            return self._dialect("s3") or self._s3_url(request)
        raise Refused(403, "AccessDenied", "the request is not signed")

    def _dialect(self, name):
        if name not in self.dialects:
            raise Refused(400, "InvalidArgument", f"signatures of {name} are not taken here")

    def _key(self, key_id, token):
        key = self.keys.get(key_id)
        if key is None or token != key.get("token", ""):
            raise Refused(403, "InvalidAccessKeyId", "the access key or its token is not known")
        if key.get("expired"):
            raise Refused(403, "SecurityTokenExpired", "the token has expired")
        return key["secret"]

    def _on_time(self, seconds):
        if abs(seconds - self.now()) > SKEW:
            raise Refused(403, "RequestTimeTooSkewed", "the clocks differ by more than 15 minutes")

    def _within(self, start, seconds):
        if not 1 <= seconds <= LONGEST:
            raise Refused(400, "AuthorizationQueryParametersError", "a URL lives from a second to seven days")
        if self.now() > start + seconds:
            raise Refused(403, "AccessDenied", "Request has expired.")
        if start > self.now() + SKEW:
            raise Refused(403, "RequestTimeTooSkewed", "the URL is of the future")

    def _scope(self, scope, date, words):
        expected = "/".join([date[:8], self.region, *words])
        if scope != expected:
            raise Refused(403, "SignatureDoesNotMatch", f"the scope is {scope}, not {expected}")

    @staticmethod
    def _same(expected, given, text):
        if not hmac.compare_digest(expected.encode(), given.encode()):
            raise Refused(403, "SignatureDoesNotMatch", "the signature is another", SignatureProvided=given, StringToSign=text)

    def _oss4(self, request, authorization):
        match = re.fullmatch(r"OSS4-HMAC-SHA256 Credential=([^/,]+)/([^,]+)(?:,AdditionalHeaders=([^,]*))?,Signature=([0-9a-f]{64})",
                             authorization)
        if not match:
            raise Refused(400, "InvalidArgument", "Authorization has another form")
        key_id, scope, additional, given = match.groups()
        additional = self._additional(request, additional)
        date = request.header("x-oss-date")
        if request.header("x-oss-content-sha256") != "UNSIGNED-PAYLOAD":
            raise Refused(400, "InvalidArgument", "x-oss-content-sha256 is not UNSIGNED-PAYLOAD")
        secret = self._key(key_id, request.header("x-oss-security-token"))
        self._on_time(compact_seconds(date))
        self._scope(scope, date, ["oss", "aliyun_v4_request"])
        text = oss4_text(request, request.query, additional, date, scope)
        self._same(oss4_signature(secret, scope, text), given, text)
        return key_id

    @staticmethod
    def _additional(request, text):
        names = text.split(";") if text else []
        if names != sorted(set(names)) or any(name != name.lower() or name not in request.headers for name in names):
            raise Refused(400, "InvalidArgument", "the additional headers are not sorted, or not all there")
        return names

    def _oss4_url(self, request):
        value = request.value
        if value.get("x-oss-signature-version") != "OSS4-HMAC-SHA256":
            raise Refused(400, "InvalidArgument", "x-oss-signature-version is another")
        key_id, _, scope = value.get("x-oss-credential", "").partition("/")
        date = value.get("x-oss-date", "")
        secret = self._key(key_id, value.get("x-oss-security-token", ""))
        self._within(compact_seconds(date), int(value.get("x-oss-expires", "0")))
        self._scope(scope, date, ["oss", "aliyun_v4_request"])
        additional = self._additional(request, value.get("x-oss-additional-headers", ""))
        rest = [pair for pair in request.query if pair[0] != "x-oss-signature"]
        text = oss4_text(request, rest, additional, date, scope)
        self._same(oss4_signature(secret, scope, text), value["x-oss-signature"], text)
        return key_id

    def _oss1(self, request, authorization):
        match = re.fullmatch(r"OSS ([^:]+):([A-Za-z0-9+/]{27}=)", authorization)
        if not match:
            raise Refused(400, "InvalidArgument", "Authorization has another form")
        key_id, given = match.groups()
        secret = self._key(key_id, request.header("x-oss-security-token"))
        date = request.header("x-oss-date") or request.header("date")
        parsed = email.utils.parsedate_tz(date)
        if not parsed or not date.endswith("GMT"):
            raise Refused(403, "AccessDenied", "the date is none of RFC 1123")
        self._on_time(email.utils.mktime_tz(parsed))
        text = oss1_text(request, date)
        self._same(oss1_signature(secret, text), given, text)
        return key_id

    def _oss1_url(self, request):
        value = request.value
        secret = self._key(value["OSSAccessKeyId"], value.get("security-token", ""))
        expires = value.get("Expires", "")
        if not expires.isdigit() or int(expires) < self.now():
            raise Refused(403, "AccessDenied", "Request has expired.")
        text = oss1_text(request, expires)
        self._same(oss1_signature(secret, text), value.get("Signature", ""), text)
        return value["OSSAccessKeyId"]

    def _s3_names(self, request, text):
        names = text.split(";")
        must = {name for name in request.headers if name.startswith("x-amz-")} | {"host"}
        if names != sorted(set(names)) or not must <= set(names) or not set(names) <= set(request.headers):
            raise Refused(403, "AccessDenied", "SignedHeaders does not hold what it must")
        return names

    def _s3(self, request, authorization, body_sha256):
        match = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=([^/,]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})", authorization)
        if not match:
            raise Refused(400, "AuthorizationHeaderMalformed", "Authorization has another form")
        key_id, scope, names, given = match.groups()
        secret = self._key(key_id, request.header("x-amz-security-token"))
        date, payload = request.header("x-amz-date"), request.header("x-amz-content-sha256")
        self._on_time(compact_seconds(date))
        self._scope(scope, date, ["s3", "aws4_request"])
        text = s3_text(request, request.query, self._s3_names(request, names), date, scope, payload)
        self._same(s3_signature(secret, scope, text), given, text)
        if payload not in ("UNSIGNED-PAYLOAD", body_sha256()):
            raise Refused(400, "XAmzContentSHA256Mismatch", "the body is another")
        return key_id

    def _s3_url(self, request):
        value = request.value
        if value.get("X-Amz-Algorithm") != "AWS4-HMAC-SHA256":
            raise Refused(400, "AuthorizationQueryParametersError", "X-Amz-Algorithm is another")
        key_id, _, scope = value.get("X-Amz-Credential", "").partition("/")
        date = value.get("X-Amz-Date", "")
        secret = self._key(key_id, value.get("X-Amz-Security-Token", ""))
        self._within(compact_seconds(date), int(value.get("X-Amz-Expires", "0")))
        self._scope(scope, date, ["s3", "aws4_request"])
        rest = [pair for pair in request.query if pair[0] != "X-Amz-Signature"]
        text = s3_text(request, rest, self._s3_names(request, value.get("X-Amz-SignedHeaders", "")), date, scope, "UNSIGNED-PAYLOAD")
        self._same(s3_signature(secret, scope, text), value["X-Amz-Signature"], text)
        return key_id
