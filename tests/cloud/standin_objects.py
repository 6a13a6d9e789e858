"""The contents of the stand-in's buckets: objects, unfinished uploads, rules. No network, no signatures."""

import base64
import hashlib
import re
import threading
import time
import uuid
import xml.etree.ElementTree as Xml

from standin_digests import crc64, joined_crc64
from standin_signing import Refused

LEAST_PART = {"oss": 100 << 10, "s3": 5 << 20}
MOST_PARTS = 10000
CLASSES = {"oss": {"IA", "Archive", "ColdArchive", "DeepColdArchive"}, "s3": {"STANDARD_IA", "ONEZONE_IA", "GLACIER", "DEEP_ARCHIVE"}}
ACTIONS = {"oss": {"Transition", "Expiration", "AbortMultipartUpload"}, "s3": {"Transition", "Expiration", "AbortIncompleteMultipartUpload"}}


class Piece:
    """Bytes with their digests. With `keep` false only their size and digests are remembered."""

    def __init__(self, data, keep=True):
        self.data = bytes(data) if keep else None
        self.size, self.crc, self.md5 = len(data), crc64(data), hashlib.md5(data)


class Object:
    def __init__(self, pieces, etag, crc, facts, modified, kind="Normal"):
        self.pieces, self.etag, self.crc, self.facts, self.modified, self.kind = pieces, etag, crc, facts, modified, kind
        self.size = sum(piece.size for piece in pieces)

    def read(self, start, end):
        """Bytes start..end, in pieces."""
        at = 0
        for piece in self.pieces:
            low, high = max(start - at, 0), min(end + 1 - at, piece.size)
            if low < high:
                yield piece.data[low:high] if piece.data is not None else bytes(high - low)
            at += piece.size


class Upload:
    def __init__(self, key, facts, started):
        self.key, self.facts, self.started, self.parts = key, facts, started, {}


class Bucket:
    """One bucket of a dialect, "oss" or "s3". For any number of threads."""

    def __init__(self, dialect, now, keep=True):
        self.dialect, self.now, self.keep = dialect, now, keep
        self.lock = threading.RLock()
        self.objects, self.uploads, self.rules = {}, {}, {}

    def etag_of(self, digest, suffix=""):
        text = digest.hexdigest() + suffix
        return f'"{text.upper() if self.dialect == "oss" else text}"'

    def piece(self, data):
        return Piece(data, self.keep or len(data) < (1 << 20))

    def put(self, key, data, facts, create_only):
        piece = self.piece(data)
        with self.lock:
            self._refuse_second(key, create_only)
            self.objects[key] = Object([piece], self.etag_of(piece.md5), piece.crc, facts, self.now())
            return self.objects[key]

    def _refuse_second(self, key, create_only):
        if create_only and key in self.objects:
            if self.dialect == "s3":
                raise Refused(412, "PreconditionFailed", "the key is taken")
            raise Refused(409, "FileAlreadyExists", "The object you specified already exists and can not be overwritten.")

    def get(self, key):
        with self.lock:
            if key not in self.objects:
                raise Refused(404, "NoSuchKey", "The specified key does not exist.")
            return self.objects[key]

    def delete(self, key):
        with self.lock:
            self.objects.pop(key, None)

    def append(self, key, position, data, facts):
        with self.lock:
            before = self.objects.get(key)
            if before and before.kind != "Appendable":
                raise Refused(409, "ObjectNotAppendable", "The object is not appendable")
            if position != (before.size if before else 0):
                raise Refused(409, "PositionNotEqualToLength", "the position is not the length")
            piece = Piece(data)
            pieces = (before.pieces if before else []) + [piece]
            crc = joined_crc64(before.crc, piece.crc, piece.size) if before else piece.crc
            self.objects[key] = Object(pieces, self.etag_of(piece.md5), crc, before.facts if before else facts, self.now(), "Appendable")
            return self.objects[key]

    def copy(self, source, key, facts):
        with self.lock:
            old = self.get(source)
            self.objects[key] = Object(old.pieces, old.etag, old.crc, old.facts if facts is None else facts, self.now(), old.kind)
            return self.objects[key]

    def listing(self, prefix, delimiter, after, limit):
        """([(key, object)], [prefixes], the last name given or ""), in the order of bytes."""
        with self.lock:
            keys = sorted((key for key in self.objects if key.startswith(prefix)), key=str.encode)
            found, prefixes, last = [], [], ""
            for key in keys:
                folded = ""
                if delimiter and delimiter in key[len(prefix):]:
                    folded = key[:key.index(delimiter, len(prefix)) + len(delimiter)]
                if (folded or key).encode() <= after.encode() or (folded and prefixes and prefixes[-1] == folded):
                    continue
                if len(found) + len(prefixes) == limit:
                    return found, prefixes, last
                last = folded or key
                if folded:
                    prefixes.append(folded)
                else:
                    found.append((key, self.objects[key]))
            return found, prefixes, ""

    # ---- uploads in parts

    def start(self, key, facts):
        with self.lock:
            name = uuid.uuid4().hex.upper()
            self.uploads[name] = Upload(key, facts, self.now())
            return name

    def upload(self, key, name):
        with self.lock:
            upload = self.uploads.get(name)
            if upload is None or upload.key != key:
                raise Refused(404, "NoSuchUpload", "The specified upload does not exist.")
            return upload

    def put_part(self, key, name, number, data):
        if not 1 <= number <= MOST_PARTS:
            raise Refused(400, "InvalidArgument", "Part number must be an integer between 1 and 10000.")
        piece = self.piece(data)
        with self.lock:
            self.upload(key, name).parts[number] = piece
        return piece

    def complete(self, key, name, wanted, create_only):
        """`wanted`: [(number, etag)]."""
        with self.lock:
            upload = self.upload(key, name)
            numbers = [number for number, _ in wanted]
            if not numbers or numbers != sorted(set(numbers)):
                raise Refused(400, "InvalidPartOrder" if numbers else "MalformedXML", "parts are to be named once each, in order")
            for number, etag in wanted:
                piece = upload.parts.get(number)
                if piece is None or self.etag_of(piece.md5).strip('"').lower() != etag.strip('"').lower():
                    raise Refused(400, "InvalidPart", f"part {number} is not there, or is another")
            pieces = [upload.parts[number] for number in numbers]
            if any(piece.size < LEAST_PART[self.dialect] for piece in pieces[:-1]):
                raise Refused(400, "EntityTooSmall", "a part but the last is too small")
            self._refuse_second(key, create_only)
            crc = 0
            for piece in pieces:
                crc = joined_crc64(crc, piece.crc, piece.size)
            whole = hashlib.md5(b"".join(piece.md5.digest() for piece in pieces))
            self.objects[key] = Object(pieces, self.etag_of(whole, f"-{len(pieces)}"), crc, upload.facts, self.now(), "Multipart")
            del self.uploads[name]
            return self.objects[key]

    def abort(self, key, name):
        with self.lock:
            self.upload(key, name)
            del self.uploads[name]

    # ---- rules

    def set_rules(self, kind, body):
        root = parse(body)
        (check_lifecycle if kind == "lifecycle" else check_cors)(root, self.dialect)
        self.rules[kind] = body

    def get_rules(self, kind):
        if kind not in self.rules:
            raise Refused(404, "NoSuchLifecycle" if kind == "lifecycle" else "NoSuchCORSConfiguration", "there are no rules")
        return self.rules[kind]


def parse(body):
    try:
        return Xml.fromstring(body)
    except Xml.ParseError as error:
        raise Refused(400, "MalformedXML", str(error)) from None


def malformed(condition, message):
    if condition:
        raise Refused(400, "MalformedXML", message)


def days_of(element, name):
    text = element.findtext(name) or ""
    malformed(not re.fullmatch(r"[1-9][0-9]*", text), f"{element.tag} has no {name}")
    return int(text)


def check_lifecycle(root, dialect):
    malformed(root.tag != "LifecycleConfiguration", "the document is another")
    rules = root.findall("Rule")
    malformed(not 1 <= len(rules) <= 1000 or len(rules) != len(root), "there are 1 to 1000 rules")
    names = [rule.findtext("ID") for rule in rules if rule.findtext("ID")]
    if len(names) != len(set(names)):
        raise Refused(400, "InvalidArgument", "two rules have one ID")
    for rule in rules:
        allowed = {"ID", "Status", "Filter", "Tag"} | ACTIONS[dialect] | ({"Prefix"} if dialect == "oss" else set())
        malformed(any(child.tag not in allowed for child in rule), f"a rule holds {[child.tag for child in rule]}")
        malformed(rule.findtext("Status") not in ("Enabled", "Disabled"), "Status is missing")
        malformed(rule.find("Prefix" if dialect == "oss" else "Filter") is None, "the prefix is missing")
        malformed(not any(child.tag in ACTIONS[dialect] for child in rule), "a rule does nothing")
        before = 0
        for change in rule.findall("Transition"):
            days = days_of(change, "Days")
            malformed(change.findtext("StorageClass") not in CLASSES[dialect], "there is no such class")
            if days <= before:
                raise Refused(400, "InvalidArgument", "transitions come in growing order of days")
            before = days
        for abort in rule.findall("AbortMultipartUpload"):
            days_of(abort, "Days")
        for abort in rule.findall("AbortIncompleteMultipartUpload"):
            days_of(abort, "DaysAfterInitiation")


def check_cors(root, _dialect):
    malformed(root.tag != "CORSConfiguration" or not 1 <= len(root) <= 10, "there are 1 to 10 rules")
    for rule in root:
        malformed(rule.tag != "CORSRule" or rule.find("AllowedOrigin") is None or rule.find("AllowedMethod") is None, "a rule lacks origin or method")
        for method in rule.findall("AllowedMethod"):
            malformed(method.text not in ("GET", "PUT", "DELETE", "POST", "HEAD"), "there is no such method")
        malformed(any(header.text == "*" for header in rule.findall("ExposeHeader")), "ExposeHeader takes no *")


def check_md5(data, text):
    if text and base64.b64encode(hashlib.md5(data).digest()).decode() != text:
        raise Refused(400, "InvalidDigest", "The Content-MD5 you specified is not that of the body.")


def iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(seconds))
