"""Webhooks tell the ends of tasks: signed, at least once, also when the server is killed in between, and to nobody inside.

usage: webhooks.py THETA SHIFTED_CLOCK
"""

import hashlib
import hmac
import http.server
import json
import os
import sys
import tempfile
import threading
import time

from clock import Clock
from places import wait_until
from program import check, speeches
from service import Service

OPTIONS = ("--private-webhooks", "--threads", "1")


class Receiver:
    """An HTTP server that keeps what is posted to it. `answer` is a status, or a function of the handler."""

    def __init__(self):
        self.answer, self.got = 204, []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((self.path, dict(self.headers), body))
                if callable(receiver.answer):
                    receiver.answer(self)
                    return
                self.send_response(receiver.answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_GET(self):
                receiver.got.append((self.path, {}, b"redirected"))

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def wait(self, count, seconds=15):
        wait_until(lambda: len(self.got) >= count, f"{count} messages arrive, not {len(self.got)}", seconds)
        return self.got[count - 1]


def make_hook(server, url, **fields):
    return server.ask("POST", "/api/webhooks", {"url": url, **fields}, status=201)


def train(server, dataset, epochs=3):
    return server.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 2, "epochs": epochs},
                      status=202)["task_id"]


def check_message(message, hook, event, task):
    _, headers, body = message
    value = json.loads(body)
    text = f"{headers['X-Theta-Timestamp']}.".encode() + body
    wanted = "sha256=" + hmac.new(hook["secret"].encode(), text, hashlib.sha256).hexdigest()
    check(headers["X-Theta-Signature"] == wanted, "the signature is that of the secret")
    check(abs(int(headers["X-Theta-Timestamp"]) - time.time()) < 60, "the time is told")
    check(headers["X-Theta-Event"] == value["type"] == event, f"the event is {event}: {value}")
    check(headers["X-Theta-Delivery"] == value["id"], "a message has its id")
    check(headers["Content-Type"] == "application/json" and headers["User-Agent"].startswith("THETA/"), f"{headers}")
    if task:
        check(value["task"]["task_id"] == task and "metrics" not in value["task"], f"the task is told, in short: {value}")


def deliveries(server, hook):
    return server.ask("GET", f"/api/webhooks/{hook['webhook_id']}/deliveries")["items"]


def tried(server, hook, attempts=1):
    """The newest message, once it waits for another try."""
    found = []

    def waits():
        found[:] = deliveries(server, hook)[:1]
        return found[0]["status"] == "waiting" and found[0]["attempts"] == attempts
    wait_until(waits, f"it is tried {attempts} times", 30)
    return found[0]


def delivered(server, hook, count):
    wait_until(lambda: [one["status"] for one in deliveries(server, hook)].count("delivered") == count, f"{count} are noted", 15)


def ends_are_told(server, receiver, dataset):
    hook = make_hook(server, receiver.url, name="lab")
    check("secret" not in server.ask("GET", f"/api/webhooks/{hook['webhook_id']}"), "the secret is shown once")
    task = train(server, dataset)
    check_message(receiver.wait(1), hook, "task.completed", task)
    long = train(server, dataset, 1_000_000)
    server.wait_for(long, ("running",))
    server.ask("POST", f"/api/tasks/{long}/cancel", status=202)
    check_message(receiver.wait(2), hook, "task.cancelled", long)
    server.ask("POST", f"/api/webhooks/{hook['webhook_id']}/test", status=202)
    check_message(receiver.wait(3), hook, "ping", None)
    delivered(server, hook, 3)
    first = deliveries(server, hook)[-1]
    server.ask("POST", f"/api/webhooks/{hook['webhook_id']}/deliveries/{first['delivery_id']}/redeliver", status=202)
    check_message(receiver.wait(4), hook, "task.completed", task)
    check(receiver.got[3][1]["X-Theta-Delivery"] != receiver.got[0][1]["X-Theta-Delivery"], "repeated, it is another message")
    check(server.ask("GET", f"/api/webhooks/{hook['webhook_id']}")["last_status"].startswith("delivered"), "how it went is told")
    server.ask("PATCH", f"/api/webhooks/{hook['webhook_id']}", {"events": ["task.failed"]})
    train(server, dataset)
    server.ask("PATCH", f"/api/webhooks/{hook['webhook_id']}", {"events": ["task.completed"], "active": False})
    server.wait_for(train(server, dataset), ("completed",))
    time.sleep(1.5)
    check(len(receiver.got) == 4, "neither others nor one that is off are told")
    return hook


def failures(server, receiver, clock, dataset):
    """Refusals, redirects and slow receivers are tried again, and disturb nobody."""
    inside = Receiver()

    def redirect(handler):
        handler.send_response(302)
        handler.send_header("Location", inside.url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    slow, moved = Receiver(), Receiver()
    slow.answer, moved.answer = lambda handler: time.sleep(30), redirect
    hooks = [make_hook(server, one.url, events=["task.completed"]) for one in (slow, moved)]
    good = make_hook(server, receiver.url, events=["task.completed"])
    before = len(receiver.got)
    start = time.monotonic()
    train(server, dataset)
    receiver.wait(before + 1, 5)
    check(time.monotonic() - start < 5, "a slow receiver holds up itself alone")
    late, away = (tried(server, hook) for hook in hooks)
    check("imeout" in late["error_message"] and late["duration_ms"] < 12_000, f"ten seconds are all there is: {late}")
    check("302" in away["error_message"] and "redirect" in away["error_message"], f"{away}")
    check(not inside.got and late["next_attempt_at"] and late["http_status"] is None, "a redirect is not followed")
    slow.answer = moved.answer = 200
    clock.set(15)  # the delay has passed
    check_message(moved.wait(2), hooks[1], "task.completed", None)
    for hook in hooks:
        delivered(server, hook, 1)
        check(deliveries(server, hook)[0]["attempts"] == 2, "it was tried twice")
    for hook in (*hooks, good):
        server.ask("DELETE", f"/api/webhooks/{hook['webhook_id']}", status=204)
    count = len(receiver.got), len(slow.got)
    server.wait_for(train(server, dataset), ("completed",))
    time.sleep(1.5)
    check(count == (len(receiver.got), len(slow.got)), "one that is deleted hears nothing")


def gives_up(server, clock):
    gone = Receiver()
    gone.answer = 410
    hook = make_hook(server, gone.url)
    path = f"/api/webhooks/{hook['webhook_id']}"
    now = 100
    for message in range(5):
        server.ask("POST", f"{path}/test", status=202)
        for attempt in range(8):
            gone.wait(message * 8 + attempt + 1)
            wait_until(lambda: deliveries(server, hook)[0]["status"] in ("waiting", "failed"), "it is noted", 5)
            now += 13 * 3600
            clock.set(now)
        check(deliveries(server, hook)[0]["status"] == "failed", f"it is given up: {deliveries(server, hook)[0]}")
    off = server.ask("GET", path)
    check(not off["active"] and "switched off: 5 messages" in off["last_status"] and "410" in off["last_status"], f"{off}")
    gone.answer = 200
    check(server.ask("PATCH", path, {"active": True})["failures"] == 0, "it may be switched on again")
    server.ask("POST", f"{path}/test", status=202)
    gone.wait(41)
    server.ask("DELETE", path, status=204)
    clock.set(0)


def survives(data, receiver, dataset, clock):
    """The server dies between the end of a task and its message."""
    receiver.answer = 503
    server = Service(data, *OPTIONS, env=clock.env)
    hook = make_hook(server, receiver.url, events=["task.completed"])
    task = train(server, dataset)
    before = len(receiver.got)
    receiver.wait(before + 1)
    server.kill()
    receiver.answer = 204
    clock.set(80)  # more than a lease and the first delay
    with Service(data, *OPTIONS, env=clock.env) as server:
        message = receiver.wait(before + 2)
        check(json.loads(message[2])["task"]["task_id"] == task, "the next server tells it")
        delivered(server, hook, 1)
        check(message[1]["X-Theta-Delivery"] == receiver.got[before][1]["X-Theta-Delivery"], "it is the same message")


def refused(server):
    for body, words in (({}, "url"), ({"url": "http://example.org/"}, "https"), ({"url": "https://127.0.0.1/"}, "public"),
                        ({"url": "https://localhost/"}, "public"), ({"url": "https://[::ffff:10.0.0.1]/"}, "public"),
                        ({"url": "https://a:b@example.org/"}, "user"), ({"url": "nonsense"}, "url"), ({"url": 7}, "url"),
                        ({"url": "https://example.org/", "events": []}, "events"), ({"url": "https://example.org/", "events": ["ping"]}, "events"),
                        ({"url": "https://example.org/", "evnets": ["x"]}, 'did you mean "events"'),
                        ({"url": "https://example.org/", "active": False}, "active"), ({"url": "https://example.org/", "name": "a\nb"}, "name")):
        problem = server.ask("POST", "/api/webhooks", body, status=422)
        check(words in problem["detail"], f"{body}: {problem['detail']} tells {words}")
    check(server.ask("GET", "/api/webhooks")["total"] == 0, "none was made")
    for _ in range(20):
        make_hook(server, "https://nothing.invalid/")
    problem = server.ask("POST", "/api/webhooks", {"url": "https://nothing.invalid/"}, status=409)
    check("20 webhooks" in problem["detail"], f"{problem}")
    hook = server.ask("GET", "/api/webhooks?limit=1")["items"][0]
    server.ask("POST", f"/api/webhooks/{hook['webhook_id']}/test", status=202)
    check("no address" in tried(server, hook)["error_message"], "a host that is not there is told")
    for one in server.ask("GET", "/api/webhooks?limit=100")["items"]:
        server.ask("DELETE", f"/api/webhooks/{one['webhook_id']}", status=204)


def main():
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as top:
        data, clock = os.path.join(top, "data"), Clock(sys.argv[2], top)
        with Service(data, "--slots", "0") as server:
            refused(server)
        with Service(data, *OPTIONS, env=clock.env) as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "a", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
            server.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(60).encode(), status=201)
            hook = ends_are_told(server, receiver, dataset)
            failures(server, receiver, clock, dataset)
            gives_up(server, clock)
        # What is inside is out of reach without the operator's word, whatever was allowed before.
        with Service(data) as server:
            server.ask("PATCH", f"/api/webhooks/{hook['webhook_id']}", {"active": True})
            before = len(receiver.got)
            server.ask("POST", f"/api/webhooks/{hook['webhook_id']}/test", status=202)
            check("https" in tried(server, hook)["error_message"] and len(receiver.got) == before, "and goes nowhere")
            server.ask("DELETE", f"/api/webhooks/{hook['webhook_id']}", status=204)
        survives(data, receiver, dataset, clock)


main()
