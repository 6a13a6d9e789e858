"""Answers: heads, compression, streams, errors, what a handler is told about its request."""

import gzip
import json

from wire import Reader, Server, check, request

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters(count):
    return (LETTERS * (count // 26 + 1))[:count].encode()


def heads(server):
    answer = server.ask("GET", "/hello")
    check(answer.body == b"hello" and answer["Content-Type"] == "text/plain; charset=utf-8", "a text is answered")
    check(answer["Date"].endswith("GMT") and answer["X-Content-Type-Options"] == "nosniff", "every answer has Date and nosniff")
    check(len(answer["X-Request-Id"]) == 22, "every answer has an id")
    head = server.ask("HEAD", "/hello")
    check(head.status == 200 and head["Content-Length"] == "5" and head.body == b"", "HEAD is GET without a body")
    options = server.ask("OPTIONS", "/echo")
    check(options.status == 204 and options["Allow"] == "POST, OPTIONS", "OPTIONS tells the methods")
    wrong = server.ask("DELETE", "/hello")
    check(wrong.status == 405 and wrong["Allow"] == "GET, HEAD, OPTIONS", "405 tells the methods")


def problems(server):
    for path, status in (("/none", 404), ("/throw", 500)):
        answer = server.ask("GET", path)
        problem = json.loads(answer.body)
        check(answer.status == status and answer["Content-Type"] == "application/problem+json", f"{path} is a problem document")
        check(problem["status"] == status and problem["request_id"] == answer["X-Request-Id"], f"{path} names status and id")
        check(b"secret" not in answer.body, "what an exception says stays inside")
    answer = server.ask("GET", "/inject?v=a%0d%0aX-Evil:%20b")
    check(answer["X-Echo"] == "a  X-Evil: b" and answer["X-Evil"] is None, "a value cannot start another field")
    check("filename*=UTF-8''a%0D%0Ab%22%E6%8A%A5%E5%91%8A.csv" in answer["Content-Disposition"], "names of files are escaped")


def what_handlers_see(server):
    answer = server.ask("GET", "/what/a%2Fb/%E6%96%87?x=1&y=a+b&x=%2526", headers=["Cookie: z=0; a=c"])
    seen = json.loads(answer.body)
    check((seen["first"], seen["second"]) == ("a/b", "文"), "parameters are decoded once")
    check(seen["query"] == [["x", "1"], ["y", "a b"], ["x", "%26"]], "the query is decoded once")
    check(seen["cookie"] == "c" and seen["peer"] == "127.0.0.1" and seen["encrypted"] is False, "cookie and peer")
    check(seen["id"] == answer["X-Request-Id"], "the id is the one in the answer")
    forwarded = ["X-Forwarded-For: 9.9.9.9, 1.2.3.4", "X-Forwarded-Proto: https", "X-Request-Id: from-the-proxy"]
    seen = json.loads(server.ask("GET", "/what/a/b", headers=forwarded).body)
    check(seen["peer"] == "127.0.0.1" and seen["id"] != "from-the-proxy", "a stranger's X-Forwarded-For is not believed")
    with Server(proxy="127.0.0.1") as behind:
        seen = json.loads(behind.ask("GET", "/what/a/b", headers=forwarded).body)
        check((seen["peer"], seen["encrypted"], seen["id"]) == ("1.2.3.4", True, "from-the-proxy"), "a trusted proxy's is")


def compression(server):
    plain = server.ask("GET", "/json?bytes=5000")
    check(plain["Content-Encoding"] is None and plain["Vary"] == "Accept-Encoding" and plain["ETag"] == '"v1"', "nobody asked for gzip")
    packed = server.ask("GET", "/json?bytes=5000", headers=["Accept-Encoding: br, gzip"])
    check(packed["Content-Encoding"] == "gzip" and packed["ETag"] == 'W/"v1"', "gzip, with a weak ETag")
    check(gzip.decompress(packed.body) == plain.body and len(packed.body) < 500, "the same, smaller")
    small = server.ask("GET", "/json?bytes=10", headers=["Accept-Encoding: gzip"])
    check(small["Content-Encoding"] is None, "small bodies stay as they are")
    other = server.ask("GET", "/file-of/5000", headers=["Accept-Encoding: gzip"])
    check(other["Content-Encoding"] is None and other["Vary"] is None, "so do types that do not compress")
    stream = server.ask("GET", "/stream?bytes=3000000", headers=["Accept-Encoding: gzip"])
    check(gzip.decompress(stream.body) == letters(3_000_000) and len(stream.body) < 50_000, "a stream is packed as it goes")


def streams(server):
    with server.connect() as client:
        reader = Reader(client)
        for bytes_ in (0, 1, 99_999, 100_000, 2_500_000):
            client.sendall(request("GET", f"/stream?bytes={bytes_}"))
            answer = reader.answer()
            check(answer["Transfer-Encoding"] == "chunked" and answer.body == letters(bytes_), f"{bytes_} bytes in chunks")
            client.sendall(request("GET", f"/stream?bytes={bytes_}&sized=1"))
            answer = reader.answer()
            check(answer["Content-Length"] == str(bytes_) and answer.body == letters(bytes_), f"{bytes_} bytes of known size")
        client.sendall(request("HEAD", "/stream?bytes=100&sized=1") + request("GET", "/hello"))
        check(reader.answer(True)["Content-Length"] == "100" and reader.answer().body == b"hello", "HEAD of a stream")
    # HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
    with server.connect() as client:
        client.sendall(b"GET /stream?bytes=300000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        answer = Reader(client).answer()
        check(answer["Transfer-Encoding"] is None and answer["Connection"] == "close" and answer.body == letters(300_000), "HTTP/1.0")
    with server.connect() as client:
        client.sendall(b"GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" * 2)
        reader = Reader(client)
        check(reader.answer()["Connection"] == "keep-alive" and reader.answer().body == b"hello", "HTTP/1.0 can be kept alive")
    # A producer that gives less or more than it promised cuts the connection, so that nobody takes it for whole.
    for lie in ("1000", str(2**64 - 1000)):
        with server.connect() as client:
            client.sendall(request("GET", f"/stream?bytes=200000&sized=1&lie={lie}") + request("GET", "/hello"))
            reader = Reader(client)
            promised = int(reader.head()["Content-Length"])
            check(reader.is_closed(1.5) and len(reader.bytes) != promised and b"HTTP/1.1" not in reader.bytes, "a wrong size is noticed")


def main():
    with Server() as server:
        heads(server)
        problems(server)
        what_handlers_see(server)
        compression(server)
        streams(server)


main()
