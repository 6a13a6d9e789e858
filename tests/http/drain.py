"""SIGTERM: what has begun ends, nothing that was accepted is lost, and what hangs is cut at the deadline."""

import threading
import time

from wire import Reader, Server, check, request


def under_load():
    for _ in range(3):
        server = Server(network=2, workers=4)
        lost, unseen = [], []
        served = [0]

        def ask():
            while True:
                try:
                    client = server.connect()
                except ConnectionRefusedError:
                    return
                with client:
                    reader = Reader(client)
                    answers = 0
                    while True:
                        try:
                            client.sendall(request("POST", "/echo", b"hello"))
                            if not reader.more():
                                raise ConnectionError("no answer")
                            answer = reader.answer()
                        except OSError as error:
                            # Between its last accept and its end, a listening socket may take in a connection that nobody
                            # will see; all others are served.
                            (lost if answers else unseen).append(repr(error))
                            return
                        answers += 1
                        served[0] += 1
                        if answer["Connection"] == "close":
                            break

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        time.sleep(0.4)
        cut, seconds = server.stop()
        for thread in threads:
            thread.join()
        check(not lost and len(unseen) <= 2, f"no request is lost: {lost[:3]} {unseen[:3]}")
        check(cut == 0 and seconds < 3, f"nothing is cut ({cut}), soon ({seconds:.1f} s)")
        print(f"stopped under load after {served[0]} answers in {seconds:.2f} s")


def what_has_begun_ends():
    server = Server()
    with server.connect() as slow, server.connect() as idle, server.connect() as half:
        slow.sendall(request("GET", "/slow?ms=2000"))
        half.sendall(request("POST", "/echo", b"hello")[:-2])
        server.wait_for("requests_running", 1)
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        check(Reader(idle).is_closed(5), "an idle connection is closed")
        half.sendall(b"lo")
        answer = Reader(half).answer()
        check(answer.status == 200 and answer["Connection"] == "close", "a body under way is taken, as the last")
        check(Reader(slow).answer().body == b"slow", "a handler under way answers")
        stopping.join()


def what_hangs_is_cut():
    server = Server(drain_ms=700)
    with server.connect() as client:
        client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nx")
        server.wait_for("requests_running", 1)
        cut, seconds = server.stop()
        check(cut == 1 and 0.6 < seconds < 2.5, f"an upload that hangs is cut at the deadline: {cut}, {seconds:.1f} s")


def main():
    under_load()
    what_has_begun_ends()
    what_hangs_is_cut()


main()
