"""Starts `theta infer-server` on a free port and asks it for topics."""

import json

from program import check
from service import Service


class InferService(Service):
    """An inference server over these places; stopped at the end of a `with`."""

    def __init__(self, *arguments, env=None, port=0):
        self.start("infer-server", "--port", str(port), *arguments, env=env)

    def question(self, body, headers=None, path="/analyze"):
        """(status, header fields, value)"""
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, fields, answer = self.send("POST", path, text, {"Content-Type": "application/json", **(headers or {})})
        return status, fields, json.loads(answer)

    def results(self, model, texts, **options):
        status, _, answer = self.question({"model": model, "texts": texts, **options})
        check(status == 200, f"the texts are answered: {status} {answer}")
        return answer["results"]

    def figure(self, name):
        for line in self.send("GET", "/metrics")[2].decode().splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        check(False, f"the metrics tell {name}")
