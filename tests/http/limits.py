"""What is full says so at once: the pool, uploads, connections, bodies in memory."""

import threading
import time

from wire import Reader, Server, check, request


def busy_pool():
    with Server(workers=2, queue=3) as server:
        held = [server.connect() for _ in range(5)]
        for client in held[:2]:
            client.sendall(request("GET", "/slow?ms=2000"))
        server.wait_for("requests_running", 2)
        for client in held[2:]:
            client.sendall(request("GET", "/slow?ms=10"))
        server.wait_for("requests_waiting", 3)
        start = time.monotonic()
        answer = server.ask("GET", "/hello")
        check(answer.status == 503 and answer["Retry-After"] == "1", f"a full pool is 503 with Retry-After, not {answer.status}")
        check(time.monotonic() - start < 0.5, "at once")
        check(server.ask("GET", "/quick").status == 200, "what needs no thread is answered")
        for client in held:
            check(Reader(client).answer().status == 200, "what was taken is answered")
            client.close()
        check(server.ask("GET", "/hello").status == 200, "there is room again")


def uploads():
    with Server(workers=4, streaming=2) as server:
        held = [server.connect() for _ in range(2)]
        for client in held:
            client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nx")
        server.wait_for("requests_running", 2)
        check(server.ask("PUT", "/count/a", b"x").status == 503, "one upload more has to wait")
        check(server.ask("POST", "/echo", b"x").status == 200, "everything else goes on")
        for client in held:
            client.sendall(b"x" * 9)
            check(Reader(client).answer().status == 200, "uploads that were taken are answered")
            client.close()
        check(server.ask("PUT", "/count/a", b"x").status == 200, "there is room again")


def connections():
    with Server(connections=20) as server:
        held = [server.connect() for _ in range(20)]
        with server.connect() as client:
            answer = Reader(client).answer()
            check(answer.status == 503 and answer["Retry-After"] == "1", "one connection more is told to come again")
        for client in held:
            client.close()
        end = time.monotonic() + 10
        while server.ask("GET", "/hello").status != 200:
            check(time.monotonic() < end, "there is room again")
        check(server.stats()["refused_connections"] >= 1, "refusals are counted")


def bodies_in_memory():
    with Server(bodies=1_000_000) as server:
        with server.connect() as one:
            one.sendall(request("POST", "/echo", b"x" * 900_000)[:-1])
            server.wait_for("buffered_bodies", 899_999)
            check(server.ask("POST", "/echo", b"x" * 200_000).status == 503, "bodies together have a limit")
            check(server.ask("POST", "/echo", b"x" * 1000).status == 200, "small ones still fit")
            one.sendall(b"x")
            check(Reader(one).answer().status == 200, "the one before is answered")
        check(server.ask("POST", "/echo", b"x" * 200_000).status == 200, "there is room again")


def many_at_once():
    """64 clients, 50 requests each, on few threads: every answer is its own."""
    with Server(network=2, workers=4) as server:
        wrong = []

        def ask(number):
            with server.connect(30) as client:
                reader = Reader(client)
                for i in range(50):
                    text = f"{number}.{i}".encode()
                    client.sendall(request("POST", "/echo", text))
                    if reader.answer().body != text:
                        wrong.append(text)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(not wrong, f"no answer is mixed up: {wrong[:5]}")


def main():
    busy_pool()
    uploads()
    connections()
    bodies_in_memory()
    many_at_once()


main()
