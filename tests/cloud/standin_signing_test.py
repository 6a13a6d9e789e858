"""The stand-in's own checks of signatures against published and recorded ones: taken as they are, refused when changed."""

import hashlib
import json
import os
import sys
import urllib.parse

from standin_signing import Refused, Request, Verifier, compact_seconds, oss1_signature, oss1_text, oss4_signature, oss4_text, quote, s3_signature, s3_text


def pairs(value):
    return [tuple(pair) for pair in (value.items() if isinstance(value, dict) else value or [])]


def request_of(data):
    query = "&".join(quote(name) + ("=" + quote(value) if value else "") for name, value in pairs(data.get("query")))
    path = data.get("path") or "/"
    return Request(data["method"], path + ("?" + query if query else ""), pairs(data.get("headers")), data.get("bucket", ""), data.get("key", ""))


def oss4(data, url):
    request, token = request_of(data), data.get("securityToken", "")
    date = data["time"].replace("-", "").replace(":", "")
    scope = f"{date[:8]}/{data['region']}/{data.get('product', 'oss')}/aliyun_v4_request"
    wanted = {name.lower() for name in data.get("additionalHeaders", [])}
    additional = sorted(name for name in wanted & set(request.headers)
                        if not name.startswith("x-oss-") and name not in ("content-type", "content-md5"))
    if url:
        request.query += [("x-oss-signature-version", "OSS4-HMAC-SHA256"), ("x-oss-date", date), ("x-oss-expires", str(data["expires"])),
                          ("x-oss-credential", f"{data['accessKeyId']}/{scope}")]
        request.query += [("x-oss-security-token", token)] if token else []
        request.query += [("x-oss-additional-headers", ";".join(additional))] if additional else []
    else:
        request.headers.update({"x-oss-date": date, "x-oss-content-sha256": "UNSIGNED-PAYLOAD"})
        request.headers.update({"x-oss-security-token": token} if token else {})
    return oss4_signature(data["accessKeySecret"], scope, oss4_text(request, request.query, additional, date, scope))


def oss1(data, url):
    request, token = request_of(data), data.get("securityToken", "")
    if token and url:
        request.query.append(("security-token", token))
    elif token:
        request.headers["x-oss-security-token"] = token
    date = str(data["expiresAt"]) if url else data["date"]
    return oss1_signature(data["accessKeySecret"], oss1_text(request, date, data.get("extraSubResources", [])))


def s3(data, url):
    request = request_of(data)
    if not url:
        date, payload = request.header("x-amz-date"), request.header("x-amz-content-sha256")
        names = sorted(name.lower() for name in data["signedHeaders"])
        payload = payload or hashlib.sha256(data.get("body", "").encode()).hexdigest()
    else:
        date, payload = data["time"].replace("-", "").replace(":", ""), data.get("payloadHash", "UNSIGNED-PAYLOAD")
        names = sorted(request.headers)
    scope = f"{date[:8]}/{data['region']}/s3/aws4_request"
    if url:
        token = data.get("securityToken", "")
        request.query += [("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", f"{data['accessKeyId']}/{scope}"), ("X-Amz-Date", date),
                          ("X-Amz-Expires", str(data["expires"])), ("X-Amz-SignedHeaders", ";".join(names))]
        request.query += [("X-Amz-Security-Token", token)] if token else []
        request.query += pairs(data.get("moreQuery"))
    return s3_signature(data["accessKeySecret"], scope, s3_text(request, request.query, names, date, scope, payload))


SCHEMES = {"OSS4-header": (oss4, False), "OSS4-url": (oss4, True), "OSS1-header": (oss1, False), "OSS1-url": (oss1, True),
           "AWS4-header": (s3, False), "AWS4-url": (s3, True)}


def check_file(path):
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)["vectors"]
    count = 0
    for vector in vectors:
        if vector["scheme"] not in SCHEMES:
            continue
        sign, url = SCHEMES[vector["scheme"]]
        found = sign(vector["input"], url)
        assert found == vector["expect"]["signature"], f"{vector['id']}: {found}"
        changed = dict(vector["input"], accessKeySecret=vector["input"]["accessKeySecret"] + "x")
        assert sign(changed, url) != found, vector["id"]
        count += 1
    assert count >= 60, count
    print(f"{os.path.basename(path)}: {count} signatures")


def refused(verifier, request, code):
    try:
        verifier.check(request, lambda: "")
    except Refused as error:
        assert error.code == code, f"{error.code}, not {code}"
        return
    raise AssertionError(f"taken, and should be {code}")


def check_strictness():
    """One good request, and what a service must refuse about it."""
    now = compact_seconds("20260101T000000Z")
    keys = {"id": {"secret": "s"}, "old": {"secret": "s", "token": "t", "expired": True}}
    verifier = Verifier("cn-x", keys, lambda: now, {"oss4"})
    scope = "20260101/cn-x/oss/aliyun_v4_request"

    def made(method="GET", target="/k", date="20260101T000000Z", extra=(), key="id", where=scope):
        headers = [("x-oss-date", date), ("x-oss-content-sha256", "UNSIGNED-PAYLOAD"), *extra]
        request = Request(method, target, headers, "b", urllib.parse.unquote(target[1:].partition("?")[0]))
        text = oss4_text(request, request.query, [], date, where)
        request.headers["authorization"] = f"OSS4-HMAC-SHA256 Credential={key}/{where},Signature={oss4_signature('s', where, text)}"
        return request

    assert verifier.check(made(), lambda: "") == "id"
    for spoil in (lambda r: setattr(r, "method", "PUT"), lambda r: setattr(r, "key", "other"), lambda r: r.query.append(("a", "b")),
                  lambda r: r.headers.update({"x-oss-meta-a": "1"}), lambda r: r.headers.update({"content-type": "text/plain"})):
        request = made()
        spoil(request)
        refused(verifier, request, "SignatureDoesNotMatch")
    refused(verifier, made(date="20251231T234459Z"), "RequestTimeTooSkewed")
    refused(verifier, made(where=scope.replace("cn-x", "cn-y")), "SignatureDoesNotMatch")
    refused(verifier, made(key="nobody"), "InvalidAccessKeyId")
    refused(verifier, made(key="old", extra=[("x-oss-security-token", "t")]), "SecurityTokenExpired")
    refused(verifier, made(extra=[("x-oss-security-token", "t")]), "InvalidAccessKeyId")
    refused(verifier, Request("GET", "/k", [], "b", "k"), "AccessDenied")
    refused(verifier, Request("GET", "/k", [("authorization", "OSS id:" + "A" * 27 + "=")], "b", "k"), "InvalidArgument")


def main():
    root = sys.argv[1]
    check_file(os.path.join(root, "tests/cloud/signature_vectors.json"))
    shared = os.path.join(root, "..", "shared", "cloud", "vectors.json")
    if os.path.exists(shared):
        check_file(shared)
    check_strictness()


if __name__ == "__main__":
    main()
