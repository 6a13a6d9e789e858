"""Files over the wire: ranges, preconditions, the folder of a web app; nothing outside it."""

import os
import tempfile

from wire import Reader, Server, check, request


def ranges(server, content):
    whole = server.ask("GET", "/file")
    check(whole.body == content and whole["Accept-Ranges"] == "bytes" and int(whole["Content-Length"]) == len(content), "the whole file")
    head = server.ask("HEAD", "/file")
    check(head["Content-Length"] == str(len(content)) and head["ETag"] == whole["ETag"], "HEAD tells its size")
    for text, begin, end in (("0-0", 0, 1), ("100000-799999", 100_000, 800_000), ("-5", len(content) - 5, len(content)), (f"{len(content) - 1}-", len(content) - 1, len(content))):
        answer = server.ask("GET", "/file", headers=[f"Range: bytes={text}"])
        check(answer.status == 206 and answer.body == content[begin:end], f"range {text}")
        check(answer["Content-Range"] == f"bytes {begin}-{end - 1}/{len(content)}", f"Content-Range of {text}")
    answer = server.ask("GET", "/file", headers=["Range: bytes=0-9,500000-500009"])
    check(answer.status == 206 and content[:10] in answer.body and content[500_000:500_010] in answer.body, "two ranges")
    check(server.ask("GET", "/file", headers=["Range: bytes=99999999-"]).status == 416, "nothing of it is there")
    check(server.ask("GET", "/file", headers=["Range: bytes=x"]).status == 200, "a broken range counts as none")
    with server.connect() as client:
        client.sendall(request("GET", "/file", headers=[f"If-None-Match: {whole['ETag']}"]) + request("GET", "/hello"))
        reader = Reader(client)
        check(reader.answer().status == 304 and reader.answer().body == b"hello", "304 has no body")


def web_app(server):
    pages = {"/": b"index", "/about": b"about", "/docs": b"docs", "/docs/": b"docs", "/_next/static/x.js": b"script"}
    for path, text in pages.items():
        check(server.ask("GET", path).body.startswith(text), f"{path} is its page")
    check("immutable" in server.ask("GET", "/_next/static/x.js")["Cache-Control"], "hashed files are kept")
    check("Content-Security-Policy".lower() in server.ask("GET", "/about").headers, "pages have a policy")
    packed = server.ask("GET", "/about", headers=["Accept-Encoding: gzip"])
    check(packed["Content-Encoding"] == "gzip" and packed["ETag"].startswith("W/"), "pages are packed")
    again = server.ask("GET", "/about", headers=["Accept-Encoding: gzip", f"If-None-Match: {packed['ETag']}"])
    check(again.status == 304, "a page that is packed can be not modified")
    check(server.ask("POST", "/about").status == 404, "nothing is there to post to")


def ways_out(server):
    outside = ["/../secret", "/docs/../../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/docs/..%2f..%2fsecret",
               "/%252e%252e/secret", "/docs%2Findex.html", "//etc/passwd", "/etc/passwd", "/..\\secret", "/%5c..%5csecret",
               "/docs/%2e%2e/%2e%2e/secret", "/_next", "/%ef%bc%8e%ef%bc%8e/secret"]
    for path in outside:
        with server.connect() as client:
            client.sendall(request("GET", path))
            answer = Reader(client).answer()
            check(answer.status in (400, 404) and b"secret" not in answer.body, f"{path} leads nowhere, not to {answer.status}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.join(folder, "root")
        os.makedirs(os.path.join(root, "docs"))
        os.makedirs(os.path.join(root, "_next/static"))
        content = os.urandom(1_000_000)
        big = os.path.join(folder, "big")
        for path, text in ((big, content), (os.path.join(folder, "secret"), b"secret")):
            with open(path, "wb") as file:
                file.write(text)
        pages = {"index.html": "index", "about.html": "about" * 1000, "docs/index.html": "docs", "404.html": "none",
                 "_next/static/x.js": "script"}
        for name, text in pages.items():
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
        with Server(folder=root, file=big) as server:
            ranges(server, content)
            web_app(server)
            ways_out(server)


main()
