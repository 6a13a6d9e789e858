"""Requests as no library would send them: each gets the answer that it must, soon, and its connection ends where it must."""

import itertools
import random
import socket
import time

from wire import Reader, Server, check, request

HOST = b"Host: localhost\r\n"
SOON = 1.5  # seconds within which a broken connection is closed


def get(*lines, line=b"GET /hello HTTP/1.1"):
    return line + b"\r\n" + HOST + b"".join(text + b"\r\n" for text in lines) + b"\r\n"


def post(framing, body=b"", path=b"/echo"):
    return b"POST " + path + b" HTTP/1.1\r\n" + HOST + framing + b"\r\n\r\n" + body


def chunked(body):
    return post(b"Transfer-Encoding: chunked", body)


def refused_cases():
    """(bytes, status): refused with this status, and the connection closed."""
    for line in (b"GET", b"GET /hello", b"GET /hello HTTP/1.1 x", b"GET  /hello HTTP/1.1", b"GET /hello  HTTP/1.1", b" GET /hello HTTP/1.1",
                 b"GET\t/hello HTTP/1.1", b"GET /hello HTTP/1.1\t", b"GET /hello HTTP/2.0", b"GET /hello HTTP/0.9", b"GET /hello HTTP/11",
                 b"GET /hello HTTP/1.1.1", b"GET /hello HTTP/1", b"GET /hello HTTP/1.2", b"GET /hello FTP/1.1", b"GET /hello http/1.1",
                 b"GET /hello HTTP /1.1", b"G\xc3\x89T /hello HTTP/1.1", b"G:T /hello HTTP/1.1", b"{} /hello HTTP/1.1", b"GET hello HTTP/1.1",
                 b"GET localhost:80 HTTP/1.1", b"GET * HTTP/1.1", b"GET ftp://a/ HTTP/1.1", b"CONNECT localhost:443 HTTP/1.1",
                 b"PRI * HTTP/2.0", b"GET /he\xffllo HTTP/1.1", b"GET /he\x7fllo HTTP/1.1", b"GET /he llo HTTP/1.1"):
        yield get(line=line), 400
    for path in (b"/%", b"/%1", b"/%g0", b"/%0g", b"/%00", b"/%0d%0a", b"/%0A", b"/%7F", b"/.", b"/..", b"/a/..", b"/a/./b", b"/%2e", b"/%2E%2e",
                 b"/..%2f..%2fetc/%2e%2e", b"/%ff", b"/%c0%af", b"/%ed%a0%80", b"/%f5%80%80%80", b"/a#b", b"/?%", b"/?a=%zz", b"/?a=%00",
                 b"/?%00=a", b"/?a=%c3", b"/?a%0d=b"):
        yield get(line=b"GET " + path + b" HTTP/1.1"), 400
    for field in (b"X", b"X y", b": y", b" X: y", b"\tX: y", b"X : y", b"X\t: y", b"X\x00: y", b"X: \x00", b"X: a\x01b", b"X: a\x0bb", b"X: \x1f",
                  b"X: a\x7f", b"X(: y", b"X\xc3: y", b"X[]: y", b"\"X\": y", b"X,Y: z", b"X/Y: z", b"X: y\r\n folded", b"X: y\r\n\tfolded",
                  b"X: y\r\n :z", b"X: a\rb", b"X: a\r\r", b"\rX: y", b"Host: other", b"Host: localhost", b"Connection: a b", b"Connection: \"x\""):
        yield get(field), 400
    for code in [*range(1, 9), 11, 12, *range(14, 32), 127]:
        yield get(b"X: a" + bytes([code]) + b"b"), 400
    for code in b" \"(),/;<=>?@[\\]{}\t\x01\x7f\x80\xff":
        yield get(b"X" + bytes([code]) + b"Y: z"), 400
        yield b"G" + bytes([code]) + b"T /hello HTTP/1.1\r\n" + HOST + b"\r\n", 400
    for code in [*range(1, 10), *range(11, 13), *range(14, 33), *range(127, 256, 8)]:
        yield get(line=b"GET /he" + bytes([code]) + b"llo HTTP/1.1"), 400
    yield b"GET /hello HTTP/1.1\r\n\r\n", 400  # no Host
    for host in (b"a b", b"a/b", b"a?b", b"a#b", b"<a>", b"a,b", b"\xc3\xa9"):
        yield b"GET /hello HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", 400
    # Bare LF and CR wherever a line ends.
    good = get(b"X: y")
    for at in (i for i in range(len(good)) if good[i:i + 2] == b"\r\n"):
        yield good[:at] + good[at + 1:], 400
        yield good[:at + 1] + b"x" + good[at + 2:], 400
    # Framing.
    for value in (b"", b"x", b"+5", b"-5", b"5.0", b"5,5", b"5, 5", b"5 5", b"0x5", b"5;", b"\"5\"", b"1e1", b"\xb2"):
        yield post(b"Content-Length: " + value, b"hello"), 400
    for value in (b"99999999999999999999", b"18446744073709551616", b"9" * 400):
        yield post(b"Content-Length: " + value, b"hello"), 413
    for framing in (b"Content-Length: 5\r\nContent-Length: 5", b"Content-Length: 5\r\nContent-Length: 6",
                    b"Content-Length: 5\r\ncontent-length: 5", b"Content-Length: 5\r\nTransfer-Encoding: chunked",
                    b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Transfer-Encoding: chunked\r\nContent-Length: 0",
                    b"Transfer-Encoding: identity", b"Transfer-Encoding: gzip", b"Transfer-Encoding: gzip, chunked",
                    b"Transfer-Encoding: chunked, gzip", b"Transfer-Encoding: chunked, chunked", b"Transfer-Encoding: chunked;q=1",
                    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                    b"Transfer-Encoding: xchunked", b"Transfer-Encoding: chunke", b"Transfer-Encoding:", b"Transfer-Encoding: \"chunked\"",
                    b"Transfer-Encoding: ,chunked", b"Transfer-Encoding : chunked", b"Transfer-Encoding\x0b: chunked",
                    b"Transfer-Encoding: \x0bchunked", b"Transfer-Encoding:\r\n chunked"):
        yield post(framing, b"5\r\nhello\r\n0\r\n\r\n"), 400
    yield b"POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400
    yield get(b"Expect: 200-ok"), 417
    yield get(b"Expect: 100-continue, x"), 417
    # Chunks.
    for body in (b"\r\n", b"g\r\n", b" 5\r\nhello\r\n", b"5 \r\nhello\r\n", b"\t5\r\nhello\r\n", b"0x5\r\nhello\r\n", b"+5\r\nhello\r\n",
                 b"-5\r\nhello\r\n", b"5\nhello\n0\n\n", b"5\rhello", b"5\r\nhello\n", b"5\r\nhello\r0", b"5\r\nhelloX\r\n", b"5\r\nhello0\r\n\r\n",
                 b"5\r\nhel\r\n0\r\n\r\n", b"4\r\nhello\r\n0\r\n\r\n", b"1" + b"0" * 16 + b"\r\n", b"f" * 17 + b"\r\n", b"0" * 40 + b"\r\n\r\n",
                 b"5;\x00\r\nhello\r\n", b"5;a\nhello\r\n", b"5;a=\"b\r\nhello\r\n0\r\n\r\n", b"5;=\r\nhello\r\n0\r\n\r\n", b"5;" + b"a" * 5000,
                 b"0\r\nX\r\n\r\n", b"0\r\n: y\r\n\r\n", b"0\r\nX y: z\r\n\r\n", b"0\r\nX: \x00\r\n\r\n", b"0\r\nX: y\n\r\n", b"0\r\n X: y\r\n\r\n",
                 b"0\r\n\n", b"0\n\r\n", b"0\r\n\rx", b"5,\r\nhello\r\n", b"5\x00\r\nhello\r\n", b"five\r\nhello\r\n", b"0\r\nContent-Length: 7\r\n\r\n", b"0\r\nTransfer-Encoding: chunked\r\n\r\n", b"0\r\nX : y\r\n\r\n"):
        yield chunked(body), 400
    yield chunked(b"0\r\n" + b"A: " + b"b" * 9000), 431
    yield chunked(b"0\r\n" + b"A: b\r\n" * 2000), 431
    # Limits.
    yield get(line=b"GET /" + b"a" * 8200 + b" HTTP/1.1"), 414
    yield b"GET /" + b"a" * 9000, 414
    yield b"A" * 9000, 414
    yield get(b"X: " + b"y" * 17000), 431
    yield get(*[b"X: y"] * 100), 431
    yield get(b"X" * 17000), 431
    yield post(b"Content-Length: 11", b"hello world", b"/small"), 413
    yield post(b"Content-Length: 2000000"), 413
    yield post(b"Transfer-Encoding: chunked", b"b\r\nhello world\r\n", b"/small"), 413
    # Other protocols at this port.
    yield b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(64)), 400
    yield b"SSH-2.0-OpenSSH_9.2\r\n", 400
    yield b"\x00" * 100, 400
    yield b"\r\n\r\nGET /hello HTTP/1.1\r\n\r\n", 400
    yield b"\n", 400
    yield b"*1\r\n$4\r\nPING\r\n", 400


def good_cases():
    """(bytes, status, body): answered, and the connection goes on."""
    yield get(), 200, b"hello"
    yield b"\r\n" + get(), 200, b"hello"
    yield get(b"X:y"), 200, b"hello"
    yield get(b"X:"), 200, b"hello"
    yield get(b"X: \t y \t"), 200, b"hello"
    yield get(b"X: \xc3\xa9\xff"), 200, b"hello"
    yield get(b"!#$%&'*+-.^_`|~09azAZ: y"), 200, b"hello"
    yield get(*[b"X: y"] * 99), 200, b"hello"
    yield get(b"X: " + b"y" * 16200), 200, b"hello"
    yield get(line=b"GET /hello?" + b"a" * 8100 + b" HTTP/1.1"), 200, b"hello"
    yield get(line=b"GET http://localhost/hello HTTP/1.1"), 200, b"hello"
    yield get(line=b"GET /%68ello HTTP/1.1"), 200, b"hello"
    yield get(line=b"GET /%2568ello HTTP/1.1"), 404, None
    yield get(line=b"GET /hello/ HTTP/1.1"), 404, None
    yield get(line=b"GET //hello HTTP/1.1"), 404, None
    yield get(line=b"GET /Hello HTTP/1.1"), 404, None
    yield get(line=b"DELETE /hello HTTP/1.1"), 405, None
    yield get(line=b"get /hello HTTP/1.1"), 405, None
    yield get(line=b"BREW /hello HTTP/1.1"), 405, None
    yield get(line=b"TRACE /hello HTTP/1.1"), 405, None
    yield get(line=b"OPTIONS /hello HTTP/1.1"), 204, b""
    yield get(line=b"OPTIONS * HTTP/1.1"), 204, b""
    yield get(b"Connection: keep-alive, x"), 200, b"hello"
    yield get(b"Upgrade: h2c", b"Connection: Upgrade, HTTP2-Settings", b"HTTP2-Settings: AAMAAABk"), 200, b"hello"
    yield get(b"Content-Length: 0"), 200, b"hello"
    yield get(b"Content-Length: 5") + b"hello", 200, b"hello"
    yield post(b"Content-Length: 5", b"hello"), 200, b"hello"
    yield post(b"Content-Length:   5  ", b"hello"), 200, b"hello"
    yield post(b"Content-Length: 000005", b"hello"), 200, b"hello"
    yield post(b"X: y"), 200, b""
    yield post(b"Content-Length: 10", b"0123456789", b"/small"), 204, b""
    for body in (b"0\r\n\r\n", b"00000\r\n\r\n", b"5\r\nhello\r\n0\r\n\r\n", b"005\r\nhello\r\n0\r\n\r\n", b"5;a\r\nhello\r\n0\r\n\r\n",
                 b"5;a=b;c=\"d e\"\r\nhello\r\n0;x\r\n\r\n", b"5\r\nhello\r\n0\r\nX: y\r\nY: z\r\n\r\n",
                 b"1\r\nh\r\n" + b"4\r\nello\r\n0\r\n\r\n"):
        yield chunked(body), 200, b"hello" if b"e" in body else b""
    yield post(b"transfer-encoding: CHUNKED", b"A\r\n0123456789\r\n0\r\n\r\n"), 200, b"0123456789"


def run_refused(server, bytes_, status):
    start = time.monotonic()
    with server.connect() as client:
        reader = Reader(client)
        try:
            client.sendall(bytes_)
            answer = reader.answer()
        except (ConnectionError, TimeoutError) as error:
            check(False, f"{bytes_[:200]!r} is answered, not {error!r}")
        check(answer.status == status, f"{bytes_[:200]!r} is answered {status}, not {answer.status} {answer.body!r}")
        check(answer["Connection"] == "close", f"{bytes_[:200]!r} closes the connection")
        closed = reader.is_closed(SOON)
        check(closed and reader.bytes == b"", f"{bytes_[:200]!r}: the connection ends with nothing behind {reader.bytes!r}")
    check(time.monotonic() - start <= SOON + 0.5, f"{bytes_[:200]!r} is over soon")


def run_good(server, bytes_, status, body):
    with server.connect() as client:
        reader = Reader(client)
        for piece in (bytes_, b"GET /what/a/b HTTP/1.1\r\nHost: a\r\n\r\n"):
            client.sendall(piece)
        answer = reader.answer()
        check(answer.status == status, f"{bytes_[:200]!r} is answered {status}, not {answer.status} {answer.body!r}")
        check(body is None or answer.body == body, f"{bytes_[:200]!r} is answered {body!r}, not {answer.body!r}")
        check(reader.answer().status == 200, f"{bytes_[:200]!r}: the request behind it is answered too")


def in_single_bytes(server, bytes_, status):
    with server.connect() as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(len(bytes_)):
            try:
                client.send(bytes_[i:i + 1])
            except ConnectionError:
                break  # refused already
        check(Reader(client).answer().status == status, f"{bytes_!r} byte by byte is answered {status}")


def pipelined(server):
    with server.connect() as client:
        client.sendall(b"".join(request("POST", "/echo", str(i).encode()) for i in range(200)) + request("GET", "/hello", headers=["Connection: close"]))
        reader = Reader(client)
        for i in range(200):
            check(reader.answer().body == str(i).encode(), f"answer {i} of a pipeline")
        check(reader.answer().body == b"hello" and reader.is_closed(SOON), "the pipeline ends where it says")
    # What follows a request that closes is not served.
    with server.connect() as client:
        client.sendall(get(b"Connection: close") + request("POST", "/echo", b"smuggled"))
        reader = Reader(client)
        check(reader.answer().body == b"hello" and reader.is_closed(SOON) and reader.bytes == b"", "nothing is served after close")


def cut_short(server):
    """Every prefix of a request, then the end: closed at once, without an answer or with 400."""
    whole = chunked(b"5\r\nhello\r\n0\r\n\r\n")
    for end in range(0, len(whole), 3):
        start = time.monotonic()
        with server.connect() as client:
            client.sendall(whole[:end])
            client.shutdown(socket.SHUT_WR)
            reader = Reader(client)
            check(reader.is_closed(SOON), f"{whole[:end]!r} and an end closes the connection")
            check(reader.bytes == b"" or reader.bytes.startswith(b"HTTP/1.1 4"), f"{whole[:end]!r} is not served")
        check(time.monotonic() - start < SOON, f"{whole[:end]!r} and an end is over soon")


def damaged(server, rounds):
    """Random damage: an answer or an end, never 5xx, never a hang."""
    generator = random.Random(20260101)
    seeds = [get(b"X: y"), post(b"Content-Length: 5", b"hello"), chunked(b"5\r\nhello\r\n0\r\nA: b\r\n\r\n"),
             get(line=b"GET /what/a%20b/c?d=e&f=%41 HTTP/1.1")]
    pieces = [b"\r\n", b"\n", b"\r", b"\0", b" ", b":", b"%", b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n", b"\xff", b";"]
    for _ in range(rounds):
        text = bytearray(generator.choice(seeds))
        for _ in range(generator.randint(1, 4)):
            at = generator.randrange(len(text))
            kind = generator.randrange(3)
            if kind == 0:
                text[at] = generator.randrange(256)
            elif kind == 1:
                text[at:at] = generator.choice(pieces)
            else:
                del text[at:at + generator.randint(1, 5)]
            text = text or bytearray(b"x")
        with server.connect() as client:
            try:
                client.sendall(bytes(text))
                client.shutdown(socket.SHUT_WR)
                reader = Reader(client)
                check(reader.is_closed(SOON), f"{bytes(text)!r} is over soon")
            except ConnectionError:
                continue
            for line in reader.bytes.split(b"\r\n"):
                check(not line.startswith(b"HTTP/1.1 5"), f"{bytes(text)!r} is answered {line!r}")


def main():
    with Server() as server:
        refused = list(refused_cases())
        good = list(good_cases())
        for bytes_, status in refused:
            run_refused(server, bytes_, status)
        for bytes_, status, body in good:
            run_good(server, bytes_, status, body)
        for bytes_, status in itertools.islice(((b, s) for b, s in refused if len(b) < 300), 0, None, 8):
            in_single_bytes(server, bytes_, status)
        for bytes_, status, _ in good[::4]:
            if len(bytes_) < 300:
                in_single_bytes(server, bytes_, status)
        pipelined(server)
        cut_short(server)
        damaged(server, 500)
        stats = server.stats()
        check(stats["server_errors"] == 0, "no answer was 5xx")
        check(stats["connections"] == 1, f"no connection is left but this one, not {stats['connections']}")
        print(f"{len(refused)} refused, {len(good)} taken, 500 damaged: 0 server errors, 0 hangs")


main()
