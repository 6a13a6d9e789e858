"""A registry of images in memory: as much of the distribution protocol as a push needs, and every digest is checked."""

import hashlib
import http.server
import re
import threading


class Registry:
    """On a free port of this machine; `blobs` by digest, `manifests` by name and reference."""

    def __init__(self):
        self.blobs = {}
        self.manifests = {}
        self.parts = {}
        registry = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_request(self):
                # A body may come in chunks.
                body = b""
                if self.headers.get("Transfer-Encoding") == "chunked":
                    while size := int(self.rfile.readline(), 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, fields = registry.answer(self.command, self.path, body)
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_request

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def answer(self, method, path, body):
        """(status, header fields)"""
        path, _, query = path.partition("?")
        if path == "/v2/":
            return 200, {}
        found = re.fullmatch(r"/v2/(.+)/(blobs|manifests)/(.*)", path)
        if not found:
            return 404, {}
        name, kind, rest = found.groups()
        if kind == "manifests":
            if method != "PUT":
                return 404, {}
            digest = "sha256:" + hashlib.sha256(body).hexdigest()
            if rest.startswith("sha256:") and rest != digest:
                return 400, {}
            self.manifests[name, rest] = body
            return 201, {"Docker-Content-Digest": digest, "Location": path}
        if method == "HEAD":
            return (200, {"Docker-Content-Digest": rest}) if rest in self.blobs else (404, {})
        if method == "POST":
            upload = str(len(self.parts))
            self.parts[upload] = b""
            return 202, {"Location": f"/v2/{name}/blobs/uploads/{upload}", "Docker-Upload-UUID": upload, "Range": "0-0"}
        upload = rest.removeprefix("uploads/")
        self.parts[upload] += body
        if method == "PATCH":
            return 202, {"Location": path, "Range": f"0-{len(self.parts[upload]) - 1}"}
        digest = re.search("digest=sha256(?::|%3A)([0-9a-f]{64})", query).group(1)
        if hashlib.sha256(self.parts[upload]).hexdigest() != digest:
            return 400, {}
        self.blobs["sha256:" + digest] = self.parts.pop(upload)
        return 201, {"Docker-Content-Digest": "sha256:" + digest, "Location": path}
