"""What stands in front of a service of PAI-EAS, as its published pages say: checks path and token, passes requests on to
the container, and fails on demand."""

import http.client
import http.server
import json
import threading
import time

SERVICE = "theta_infer"
PREFIX = f"/api/predict/{SERVICE}"
REFUSED = {401: "Unauthorized", 404: "the service is not found", 450: "queue is full"}


class Gateway:
    """`faults`: what happens to the next requests, one each: a status, or the name of a method of Handler. `always`: to all
    requests. `problems`: what no client of ours may send."""

    def __init__(self, container, token):
        self.container, self.token = container, token
        self.faults, self.always, self.problems = [], None, []
        self.count = 0
        self.lock = threading.Lock()
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with gateway.lock:
                    gateway.count += 1
                    gateway.check_request(self, body)
                    fault = gateway.faults.pop(0) if gateway.faults else gateway.always
                if self.headers["Authorization"] != gateway.token:
                    fault = 401
                if not self.path.startswith(PREFIX + "/"):
                    fault = 404
                try:
                    self.answer(fault, body)
                except OSError:
                    self.close_connection = True  # the client has given it up

            def answer(self, fault, body):
                if isinstance(fault, int):
                    return self.tell(fault, REFUSED.get(fault, "failed").encode(), "text/plain")
                return self.pass_on(body) if fault is None else getattr(self, fault)(body)

            def tell(self, status, body, kind="application/json"):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def ask_container(self, body):
                connection = http.client.HTTPConnection("127.0.0.1", gateway.container, timeout=60)
                connection.request("POST", self.path, body, {"Content-Type": self.headers["Content-Type"]})
                answer = connection.getresponse()
                text = answer.read()
                connection.close()
                return answer.status, text

            def pass_on(self, body):
                self.tell(*self.ask_container(body))

            def slow(self, body):
                time.sleep(6)
                self.pass_on(body)

            def reset(self, _):
                self.close_connection = True
                self.connection.shutdown(2)

            def cut(self, body):
                _, text = self.ask_container(body)
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text[:len(text) // 2])
                self.close_connection = True

            def no_json(self, _):
                self.tell(200, b"<html>welcome</html>")

            def wrong_result(self, body):
                _, text = self.ask_container(body)
                value = json.loads(text)
                value["results"][0]["topics"][0]["name"] = {"no": "text"}
                self.tell(200, json.dumps(value).encode())

            def moved(self, _):
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def check_request(self, handler, body):
        try:
            question = json.loads(body)
            fits = set(question) == {"model", "edits", "texts", "top_k", "explain"} and question["texts"]
        except ValueError:
            fits = False
        if not fits:
            self.problems.append(f"the body is no question: {body[:200]}")
        if handler.headers["Content-Type"] != "application/json" or "Expect" in handler.headers:
            self.problems.append(f"header fields: {dict(handler.headers)}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
