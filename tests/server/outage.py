"""What clients see while PostgreSQL or Redis is away: an answer in time, and everything as before once it is back."""

import http.client
import threading
import time

from places import Places, wait_until
from program import check
from service import Service

LONGEST = 5  # seconds until an answer, and until all is well again


class Asking(threading.Thread):
    """Asks the same thing over and over; remembers (when, seconds, status)."""

    def __init__(self, server, method, path, body=None):
        super().__init__()
        self.server, self.request = server, (method, path, body)
        self.found, self.done, self.hints = [], False, True

    def run(self):
        while not self.done:
            start = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
            connection.request(*self.request, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            self.hints &= answer.status != 503 or bool(answer.headers["Retry-After"])
            self.found.append((start, time.monotonic() - start, answer.status))
            connection.close()
            time.sleep(0.02)


def main():
    with Places("postgres") as places, Service(places.data, "--slots", "0", env=places.env) as server:
        dataset = server.ask("POST", "/api/datasets", {"name": "here"}, status=201)["dataset_id"]
        asking = [Asking(server, "GET", f"/api/datasets/{dataset}"), Asking(server, "POST", "/api/datasets", '{"name": "x"}'),
                  Asking(server, "GET", "/api/tasks"), Asking(server, "GET", "/readyz")]
        for each in asking:
            each.start()
        time.sleep(0.5)
        places.postgres.kill()
        down = time.monotonic()
        time.sleep(4)
        check(server.send("GET", "/healthz")[0] == 200, "the server itself is alive")
        up = time.monotonic()  # from here on it may answer at any moment
        places.postgres.start()
        wait_until(lambda: all(each.found and each.found[-1][2] in (200, 201) for each in asking), "all is well again", LONGEST)
        time.sleep(0.5)

        # Without the cache nothing fails.
        places.redis.kill()
        lost = time.monotonic()
        time.sleep(2)
        places.redis.start()
        time.sleep(0.5)
        for each in asking:
            each.done = True
            each.join()
        for each in asking:
            check(each.hints, f"{each.request}: 503 tells when to come back")
            check(max(seconds for _, seconds, _ in each.found) <= LONGEST, f"{each.request} is always answered in time")
            codes = {status for start, seconds, status in each.found if start > down and start + seconds < up}
            check(codes == {503}, f"{each.request} is answered 503 while the database is away, not {codes}")
            after = {status for start, _, status in each.found if start > lost}
            check(after <= {200, 201}, f"{each.request} does not need the cache: {after}")
        check({status for each in asking for _, _, status in each.found} <= {200, 201, 503}, "nothing else is answered")


main()
