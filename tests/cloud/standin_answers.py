"""What the stand-in does for a request that is signed well: one method for each operation."""

import re
import urllib.parse
from xml.sax.saxutils import escape

from standin_objects import check_md5, iso, parse
from standin_signing import Refused

LIST_DEFAULT = {"oss": 100, "s3": 1000}
OVERRIDES = {"response-content-type": "Content-Type", "response-content-disposition": "Content-Disposition",
             "response-cache-control": "Cache-Control", "response-content-encoding": "Content-Encoding",
             "response-content-language": "Content-Language", "response-expires": "Expires"}


class Answer:
    """`pieces`, an iterable of bytes, and its `size`, or a body of one piece."""

    def __init__(self, status=200, headers=(), body=b"", pieces=None, size=None):
        self.status, self.headers = status, dict(headers)
        self.pieces, self.size = ([body], len(body)) if pieces is None else (pieces, size)


def xml_answer(name, inside, headers=()):
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}>{inside}</{name}>'.encode()
    return Answer(200, {"Content-Type": "application/xml", **dict(headers)}, body)


def tag(name, value):
    return f"<{name}>{escape(str(value))}</{name}>"


class Operations:
    def __init__(self, bucket):
        self.bucket = bucket
        self.prefix = "x-oss-" if bucket.dialect == "oss" else "x-amz-"
        self.oss = bucket.dialect == "oss"

    def answer(self, request, body):
        check_md5(body, request.header("content-md5"))
        operation = getattr(self, self._name(request), None)
        if operation is None:
            raise Refused(405, "MethodNotAllowed", "there is no such operation")
        return operation(request, body)

    @staticmethod
    def _name(request):
        where = "object" if request.key else "bucket"
        for sub in ("uploads", "uploadId", "delete", "lifecycle", "cors", "append", "location"):
            if sub in request.value:
                return f"{request.method.lower()}_{where}_{sub.lower()}"
        return f"{request.method.lower()}_{where}"

    # ---- what several need

    def _facts(self, request):
        kept = {name: value for name, value in request.headers.items()
                if name.startswith(self.prefix + "meta-") or name in ("content-disposition", "cache-control", "content-encoding")}
        return dict(kept, **{"content-type": request.header("content-type") or "application/octet-stream"})

    def _create_only(self, request):
        if self.oss:
            return request.header("x-oss-forbid-overwrite") == "true"
        return request.header("if-none-match") == "*"

    def _crc(self, crc):
        return {"x-oss-hash-crc64ecma": str(crc)} if self.oss else {}

    def _name_in_list(self, request, text):
        return urllib.parse.quote(text, safe="/-._~") if request.value.get("encoding-type") == "url" else text

    # ---- objects

    def put_object(self, request, body):
        source = request.header(self.prefix + "copy-source")
        if source:
            return self._copy(request, source)
        if request.header("content-type") == "application/x-www-form-urlencoded":
            raise Refused(400, "InvalidArgument", "a form is no object: some library named the type")
        stored = self.bucket.put(request.key, body, self._facts(request), self._create_only(request))
        return Answer(200, {"ETag": stored.etag, **self._crc(stored.crc)})

    def _copy(self, request, source):
        parts = urllib.parse.unquote(source).lstrip("/").partition("/")
        if parts[0] != request.bucket:
            raise Refused(403, "AccessDenied", "the source is in another bucket")
        replace = request.header(self.prefix + "metadata-directive") == "REPLACE"
        made = self.bucket.copy(parts[2], request.key, self._facts(request) if replace else None)
        return xml_answer("CopyObjectResult", tag("LastModified", iso(made.modified)) + tag("ETag", made.etag), self._crc(made.crc))

    def _found(self, request):
        found = self.bucket.get(request.key)
        same = found.etag.strip('"').lower()
        wanted, unwanted = request.header("if-match"), request.header("if-none-match")
        if wanted and wanted.strip('"').lower() != same:
            raise Refused(412, "PreconditionFailed", "the object is another")
        if unwanted and unwanted.strip('"').lower() == same:
            raise Refused(304, "NotModified", "")
        headers = {name.title(): value for name, value in found.facts.items()}
        headers.update({"ETag": found.etag, "Last-Modified": self.http_time(found.modified), "Accept-Ranges": "bytes", **self._crc(found.crc)})
        for name, header in OVERRIDES.items():
            if name in request.value:
                headers[header] = request.value[name]
        if self.oss:
            headers["x-oss-object-type"] = found.kind
        return found, headers

    def _range(self, request, size):
        """(first, last) of what is asked for; none for the whole."""
        text = request.header("range")
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", text)
        if not match or match.groups() == ("", ""):
            return None
        first, last = match.groups()
        if first == "":
            first, last = max(size - int(last), 0), size - 1
        else:
            first, last = int(first), int(last) if last else size - 1
        outside = first >= size or last < first
        standard = not self.oss or request.header("x-oss-range-behavior") == "standard"
        if not standard and (outside or last >= size):
            return None  # OSS of old: the whole object instead
        if outside:
            raise Refused(416, "InvalidRange", "The requested range cannot be satisfied.")
        return first, min(last, size - 1)

    def get_object(self, request, _body):
        found, headers = self._found(request)
        asked = self._range(request, found.size)
        if asked is None:
            return Answer(200, headers, pieces=found.read(0, found.size - 1), size=found.size)
        headers["Content-Range"] = f"bytes {asked[0]}-{asked[1]}/{found.size}"
        return Answer(206, headers, pieces=found.read(*asked), size=asked[1] - asked[0] + 1)

    def head_object(self, request, _body):
        found, headers = self._found(request)
        return Answer(200, headers, pieces=[], size=found.size)

    def delete_object(self, request, _body):
        self.bucket.delete(request.key)
        return Answer(204)

    def post_object_append(self, request, body):
        if not self.oss:
            raise Refused(405, "MethodNotAllowed", "")
        grown = self.bucket.append(request.key, int(request.value.get("position", "-1")), body, self._facts(request))
        return Answer(200, {"ETag": grown.etag, "x-oss-next-append-position": str(grown.size), **self._crc(grown.crc)})

    def post_bucket_delete(self, request, body):
        if not request.header("content-md5"):
            raise Refused(400, "MissingArgument", "Content-MD5 is missing")
        root = parse(body)
        keys = [entry.findtext("Key") or "" for entry in root.findall("Object")]
        if root.tag != "Delete" or not 1 <= len(keys) <= 1000:
            raise Refused(400, "MalformedXML", "1 to 1000 keys")
        for key in keys:
            self.bucket.delete(key)
        told = [] if root.findtext("Quiet") == "true" else keys
        return xml_answer("DeleteResult", "".join(f"<Deleted>{tag('Key', self._name_in_list(request, key))}</Deleted>" for key in told))

    # ---- the bucket

    def get_bucket(self, request, _body):
        value = request.value
        if value.get("list-type") != "2":
            raise Refused(400, "InvalidArgument", "only list-type=2 is spoken here")
        limit = int(value.get("max-keys", LIST_DEFAULT[self.bucket.dialect]))
        if not 1 <= limit <= 1000:
            raise Refused(400, "InvalidArgument", "max-keys is from 1 to 1000")
        after = value.get("start-after", "")
        if "continuation-token" in value:
            after = bytes.fromhex(value["continuation-token"]).decode()
        prefix, delimiter = value.get("prefix", ""), value.get("delimiter", "")
        found, prefixes, last = self.bucket.listing(prefix, delimiter, after, limit)
        named = [tag("Name", request.bucket), tag("Prefix", self._name_in_list(request, prefix)), tag("MaxKeys", limit),
                 tag("KeyCount", len(found) + len(prefixes)), tag("IsTruncated", "true" if last else "false")]
        named += [tag("NextContinuationToken", last.encode().hex())] if last else []
        named += [tag("EncodingType", "url")] if value.get("encoding-type") == "url" else []
        for key, each in found:
            named.append("<Contents>" + tag("Key", self._name_in_list(request, key)) + tag("LastModified", iso(each.modified)) + tag("ETag", each.etag)
                         + tag("Type", each.kind) + tag("Size", each.size) + tag("StorageClass", "Standard") + "</Contents>")
        named += ["<CommonPrefixes>" + tag("Prefix", self._name_in_list(request, each)) + "</CommonPrefixes>" for each in prefixes]
        return xml_answer("ListBucketResult", "".join(named))

    def get_bucket_location(self, _request, _body):
        return xml_answer("LocationConstraint", "oss-here" if self.oss else "here")

    def put_bucket(self, _request, _body):
        return Answer(200)

    def head_bucket(self, _request, _body):
        return Answer(200)

    def put_bucket_lifecycle(self, _request, body):
        self.bucket.set_rules("lifecycle", body)
        return Answer(200)

    def put_bucket_cors(self, _request, body):
        self.bucket.set_rules("cors", body)
        return Answer(200)

    def get_bucket_lifecycle(self, _request, _body):
        return Answer(200, {"Content-Type": "application/xml"}, self.bucket.get_rules("lifecycle"))

    def get_bucket_cors(self, _request, _body):
        return Answer(200, {"Content-Type": "application/xml"}, self.bucket.get_rules("cors"))

    def delete_bucket_lifecycle(self, _request, _body):
        self.bucket.rules.pop("lifecycle", None)
        return Answer(204)

    def delete_bucket_cors(self, _request, _body):
        self.bucket.rules.pop("cors", None)
        return Answer(204)

    # ---- uploads in parts

    def post_object_uploads(self, request, _body):
        name = self.bucket.start(request.key, self._facts(request))
        return xml_answer("InitiateMultipartUploadResult", tag("Bucket", request.bucket) + tag("Key", request.key) + tag("UploadId", name))

    def put_object_uploadid(self, request, body):
        piece = self.bucket.put_part(request.key, request.value["uploadId"], int(request.value.get("partNumber", "0")), body)
        return Answer(200, {"ETag": self.bucket.etag_of(piece.md5), **self._crc(piece.crc)})

    def post_object_uploadid(self, request, body):
        name = request.value["uploadId"]
        if request.header("x-oss-complete-all") == "yes" and not body:
            parts = self.bucket.upload(request.key, name).parts
            wanted = [(number, self.bucket.etag_of(piece.md5)) for number, piece in sorted(parts.items())]
        else:
            root = parse(body)
            if root.tag != "CompleteMultipartUpload":
                raise Refused(400, "MalformedXML", "the document is another")
            wanted = [(int(part.findtext("PartNumber") or 0), part.findtext("ETag") or "") for part in root.findall("Part")]
        made = self.bucket.complete(request.key, name, wanted, self._create_only(request))
        return xml_answer("CompleteMultipartUploadResult", tag("Bucket", request.bucket) + tag("Key", request.key) + tag("ETag", made.etag),
                          self._crc(made.crc))

    def delete_object_uploadid(self, request, _body):
        self.bucket.abort(request.key, request.value["uploadId"])
        return Answer(204)

    def get_object_uploadid(self, request, _body):
        with self.bucket.lock:
            parts = dict(self.bucket.upload(request.key, request.value["uploadId"]).parts)
        limit = int(request.value.get("max-parts", 1000))
        after = int(request.value.get("part-number-marker", 0))
        numbers = [number for number in sorted(parts) if number > after]
        shown = numbers[:limit]
        out = [tag("Bucket", request.bucket), tag("Key", self._name_in_list(request, request.key)), tag("UploadId", request.value["uploadId"]),
               tag("MaxParts", limit), tag("IsTruncated", "true" if len(numbers) > limit else "false"),
               tag("NextPartNumberMarker", shown[-1] if shown else after)]
        for number in shown:
            piece = parts[number]
            crc = tag("HashCrc64ecma", piece.crc) if self.oss else ""
            out.append("<Part>" + tag("PartNumber", number) + tag("ETag", self.bucket.etag_of(piece.md5)) + tag("Size", piece.size) + crc + "</Part>")
        return xml_answer("ListPartsResult", "".join(out))

    def get_bucket_uploads(self, request, _body):
        prefix, limit = request.value.get("prefix", ""), int(request.value.get("max-uploads", 1000))
        marker = (request.value.get("key-marker", "").encode(), request.value.get("upload-id-marker", ""))
        with self.bucket.lock:
            named = sorted((upload.key.encode(), name) for name, upload in self.bucket.uploads.items() if upload.key.startswith(prefix))
            rest = [each for each in named if each > marker]
            started = {name: self.bucket.uploads[name].started for _, name in rest[:limit]}
        out = [tag("Bucket", request.bucket), tag("IsTruncated", "true" if len(rest) > limit else "false")]
        for key, name in rest[:limit]:
            out.append("<Upload>" + tag("Key", self._name_in_list(request, key.decode())) + tag("UploadId", name)
                       + tag("Initiated", iso(started[name])) + "</Upload>")
        if len(rest) > limit:
            key, name = rest[limit - 1]
            out += [tag("NextKeyMarker", self._name_in_list(request, key.decode())), tag("NextUploadIdMarker", name)]
        return xml_answer("ListMultipartUploadsResult", "".join(out))
