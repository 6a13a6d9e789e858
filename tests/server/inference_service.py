"""`theta serve` that asks an inference service: the same topics as its own, whatever the service and the way to it do."""

import json
import os
import sys
import tempfile
import time

from eas_gateway import Gateway
from infer_service import InferService
from program import check, run
from service import Service
from study import upload_and_train

TOKEN = "planted-eas-token"
TEXTS = ["the ship left the harbour with its captain", "flour and butter in the oven", ""]


def mirror(data, mount):
    """The objects of the store as a mounted bucket shows them: without the trailers of a store in a folder."""
    root = os.path.join(data, "objects", "objects")
    for where, _, names in os.walk(root):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                whole = file.read()
            target = os.path.join(mount, os.path.relpath(where, root), name.removesuffix(".object"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(whole[:int.from_bytes(whole[-48:-40], "little")])


class Scene:
    """A server, the service that it asks, and what it must answer."""

    def __init__(self, server, gateway, model, wanted):
        self.server, self.gateway, self.model, self.wanted = server, gateway, model, wanted

    def ask(self, status=200, **more):
        return self.server.ask("POST", "/api/analyze", {"model_id": self.model, "texts": TEXTS, **more}, status=status)

    def check_right(self, what):
        answer = self.ask()
        check(answer["results"] == self.wanted, f"{what}: {answer['results']}, not {self.wanted}")

    def asked(self):
        count, self.gateway.count = self.gateway.count, 0
        return count

    def events(self, name):
        return [entry for entry in self.server.log if entry["event"] == name]


def single_faults(scene):
    """One failure of the moment is nobody's concern."""
    for fault in [429, 450, 500, 502, 503, 504, 408, "reset", "cut"]:
        scene.asked()
        scene.gateway.faults = [fault]
        scene.check_right(f"after {fault}")
        check(scene.asked() in (2, 3), f"{fault} is tried again, once")  # a slow machine makes a late answer, too
    check(not scene.events("inference_here_instead"), "nothing was inferred here")


def lasting_faults(scene):
    """Those that another try does not mend: this server answers itself, and says so in its log once."""
    for fault, word in [(401, "EAS_TOKEN"), (404, "EAS_ENDPOINT"), (400, "400"), ("no_json", "JSON"), ("wrong_result", "result 0"),
                        ("moved", "302")]:
        scene.asked()
        before = len(scene.events("inference_here_instead"))
        scene.gateway.always = fault
        scene.check_right(f"while {fault}")
        scene.check_right(f"still while {fault}")
        told = scene.events("inference_here_instead")[before:]
        check(len(told) == 1 and word in told[0]["message"], f"{fault} is told once, with {word}: {told}")
        check(scene.asked() in (2, 3), f"{fault} is not tried again")
        scene.gateway.always = None
        scene.check_right("afterwards")


def circuit(scene):
    """A service that goes on failing is left alone, and found again when it is back."""
    back = len(scene.events("inference_service_back"))
    scene.gateway.always = 503
    for _ in range(4):
        scene.check_right("while it fails")
    asked = scene.asked()
    check(asked in (5, 6), f"five failures in a row are enough: {asked}")
    start = time.monotonic()
    for _ in range(20):
        scene.check_right("while nobody asks it")
    check(scene.asked() == 0 and time.monotonic() - start < 4, "nothing is sent and nobody waits")
    scene.gateway.always = None
    end = time.monotonic() + 15
    while len(scene.events("inference_service_back")) == back and time.monotonic() < end:
        scene.check_right("until it is back")
        time.sleep(0.2)
    check(len(scene.events("inference_service_back")) == back + 1, "it is asked again once it answers")


def late(scene):
    """An answer that is late is overtaken by that to a second request."""
    for _ in range(20):
        scene.check_right("quick answers")
    scene.asked()
    scene.gateway.faults = ["slow"]
    start = time.monotonic()
    scene.check_right("a slow one")
    took = time.monotonic() - start
    check(took < 5 and scene.asked() >= 2, f"the second request overtook it: {took:.1f} s")


def edits(scene):
    base = f"/api/models/{scene.model}"
    scene.server.ask("POST", base + "/edits", {"kind": "rename", "topic_id": 0, "name": "Sea 海"}, status=201)
    scene.server.ask("POST", base + "/edits", {"kind": "merge", "topics": [1, 2]}, status=201)
    scene.asked()
    there = scene.ask(top_k=10)["results"]
    check(scene.asked() >= 1 and "Sea 海" in json.dumps(there, ensure_ascii=False) and len(there[0]["weights"]) == 4, "edits are seen there")
    scene.gateway.always = 400
    check(scene.ask(top_k=10)["results"] == there, "and here, with the same bits")
    scene.gateway.always = None


def no_stand_in(data, gateway, model):
    env = {"EAS_ENDPOINT": gateway.url, "EAS_TOKEN": TOKEN, "EAS_FALLBACK": "none", "EAS_TIMEOUT": "3"}
    with Service(data, env=env) as server:
        scene = Scene(server, gateway, model, None)
        for fault, status in [(503, 503), (450, 429), (401, 502)]:
            gateway.always = fault
            server.ask("POST", "/api/analyze", {"model_id": model, "text": "ship"}, status=status)
            check(status == 502 or int(server.fields["Retry-After"]) > 0, "it says when to come again")
        gateway.always = None
        check(len(scene.ask()["results"]) == len(TEXTS), "and answers otherwise")


def wrong_settings(data):
    for env, word in [({"EAS_ENDPOINT": "ftp://x"}, "EAS_ENDPOINT"), ({"EAS_ENDPOINT": "x", "EAS_FALLBACK": "maybe"}, "EAS_FALLBACK"),
                      ({"EAS_ENDPOINT": "x", "EAS_TIMEOUT": "0"}, "EAS_TIMEOUT"), ({"EAS_ENDPOINT": "x", "EAS_SERVICE": "a/b"}, "EAS_SERVICE"),
                      ({"EAS_ENDPOINT": "x", "EAS_TOKEN": "a", "EAS_TOKEN_FILE": "b"}, "EAS_TOKEN")]:
        done = run("serve", "--port", "0", "--data", data, env=env)
        check(done.returncode == 2 and word in done.stderr, f"{env}: {done.returncode} {done.stderr}")


def main():
    with tempfile.TemporaryDirectory() as top:
        data, mount = os.path.join(top, "data"), os.path.join(top, "mount")
        wrong_settings(data)
        with Service(data) as server:
            model = upload_and_train(server, model="etm", epochs=5)
            wanted = server.ask("POST", "/api/analyze", {"model_id": model, "texts": TEXTS})["results"]
        mirror(data, mount)
        with InferService(mount) as container, Gateway(container.port, TOKEN) as gateway:
            with Service(data, env={"EAS_ENDPOINT": gateway.url, "EAS_TOKEN": TOKEN}) as server:
                scene = Scene(server, gateway, model, wanted)
                scene.check_right("the service answers as this server did")
                check(scene.asked() >= 1, "it was asked")
                single_faults(scene)
                lasting_faults(scene)
                late(scene)
                circuit(scene)
                edits(scene)
            no_stand_in(data, gateway, model)
            check(not gateway.problems, f"every request was in order: {gateway.problems}")
            check(TOKEN not in json.dumps(server.log) + json.dumps(container.log), "the token is in no log")


main()
sys.exit(0)
