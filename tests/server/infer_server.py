"""`theta infer-server`: the topics of `theta infer`, for many at once, out of folders that change meanwhile."""

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time

from infer_service import InferService
from program import check, run, speeches

TEXTS = ["the ship left the harbour with its captain", "flour and butter in the oven", "", "judge verdict court goal"]
SAME = ("topics", "weights", "topic_ids", "evidence", "oov_ratio", "language")


def train(folder, seed):
    source = folder + ".csv"
    with open(source, "w", encoding="utf-8") as file:
        file.write(speeches(300))
    done = run("train", source, "--topics", "5", "--model", "etm", "--epochs", "10", "--seed", str(seed), "--out", folder)
    check(done.returncode == 0, f"the model is trained: {done.stderr}")


def from_program(folder, texts):
    """What `theta infer` says of each text."""
    found = []
    for text in texts:
        result = run("infer", folder, "--text", text or " ", "--json")
        found.append(json.loads(result.stdout))
    return found


def check_same(found, wanted, what):
    for one, line in zip(found, wanted):
        for name in SAME:
            check(one[name] == line[name], f"{what}: {name} is {line[name]}, not {one[name]}")
    check(len(found) == len(wanted), f"{what}: one result for each text")


def wait_until(condition, what, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    check(False, what)


def answers(server, a):
    wanted = from_program(a, TEXTS)
    check_same(server.results("a.model", TEXTS), wanted, "the server")
    check_same(server.results("below/b.model", TEXTS[:1]), from_program(os.path.join(os.path.dirname(a), "root/below/b.model"), TEXTS[:1]), "a model below")
    alone = server.question({"text": TEXTS[1], "top_k": 1, "explain": False}, path="/api/predict/theta_infer/analyze")[2]["results"]
    check(alone[0]["weights"] == wanted[1]["weights"] and len(alone[0]["topics"]) == 1 and "evidence" not in alone[0],
          "the path of a gateway, and the only named model without its name")
    check({one["model"] for one in json.loads(server.send("GET", "/models")[2])["items"]} == {"a.model", "below/b.model"},
          "the open models are listed")


def refusals(server):
    for body, status, word in [
            ({"model": "none", "text": "x"}, 404, "none"), ({"model": "below/none", "text": "x"}, 404, "below/none"),
            ({"model": "../a.model", "text": "x"}, 400, "model"), ({"model": "/etc", "text": "x"}, 400, "model"),
            ({"model": "below/./b.model", "text": "x"}, 400, "model"), ({"model": "below//b.model", "text": "x"}, 400, "model"),
            ({"model": "below/.hidden", "text": "x"}, 400, "model"), ({"model": "a" * 600, "text": "x"}, 400, "model"),
            ({"model": "a.model"}, 400, "text"), ({"model": "a.model", "text": "x", "texts": ["y"]}, 400, "text"),
            ({"model": "a.model", "texts": []}, 400, "texts"), ({"model": "a.model", "texts": ["x"] * 1001}, 400, "texts"),
            ({"model": "a.model", "text": 3}, 400, "text"), ({"model": "a.model", "text": "x", "topk": 3}, 400, "top_k"),
            ({"model": "a.model", "text": "x", "top_k": 0}, 400, "top_k"),
            ({"model": "a.model", "text": "x", "edits": "no edit\n"}, 422, "edits"),
            (b"{", 400, "parse"), (b"[1]", 400, "object")]:
        code, _, answer = server.question(body)
        check(code in (status, 422 if status == 400 else status) and word.lower() in answer["detail"].lower(),
              f"{str(body)[:80]} is answered {status} and tells {word}: {code} {answer}")
    check(server.question({"model": "a.model", "text": "x"}, {"Host": "evil.example"})[0] == 403, "a foreign name for this machine")
    check(server.question({"model": "a.model", "text": "x"}, {"Origin": "http://evil.example"})[0] == 403, "a page from elsewhere")
    check(server.send("POST", "/analyze", b"text", {"Content-Type": "text/plain"})[0] == 415, "only JSON is taken")
    check(server.send("GET", "/analyze")[0] == 405 and server.send("GET", "/other")[0] == 404, "other paths and methods")
    check(server.send("POST", "/analyze", b" " * (13 << 20), {"Content-Type": "application/json"})[0] == 413, "a huge body")


def edited(server, a, top):
    """Edits that come with the question, and those that somebody makes in the folder."""
    before = from_program(a, TEXTS)
    other = os.path.join(top, "other")
    shutil.copytree(a, other)
    for words in (["rename", "1", "Sea 海"], ["merge", "2", "3"]):
        check(run("edit", other, *words).returncode == 0, "the copy is edited")
    with open(os.path.join(other, "edits.jsonl"), encoding="utf-8") as file:
        lines = file.read()
    check_same(server.results("a.model", TEXTS, edits=lines), from_program(other, TEXTS), "edits of the question")
    check_same(server.results("a.model", TEXTS), before, "edits of a question are nobody else's")
    check(run("edit", a, "rename", "1", "Ocean").returncode == 0, "the folder is edited")
    wait_until(lambda: "Ocean" in json.dumps(server.results("a.model", TEXTS, top_k=5)), "edits of the folder are noticed")
    check_same(server.results("a.model", TEXTS, edits=""), before, "no edits at all, when the question says so")
    check(not [name for name in os.listdir(tempfile.gettempdir()) if name.startswith("theta-edited-")], "nothing is left behind")


def changes(server, root, top):
    b, fresh = os.path.join(root, "below/b.model"), os.path.join(top, "fresh")
    train(fresh, 7)
    wanted = from_program(fresh, TEXTS)
    shutil.copytree(fresh, os.path.join(root, "new.model"))
    check_same(server.results("new.model", TEXTS), wanted, "a model that has just come")
    os.rename(b, os.path.join(top, "old"))
    os.rename(fresh, b)
    wait_until(lambda: server.results("below/b.model", TEXTS)[0]["weights"] == wanted[0]["weights"], "a replaced model is noticed")
    check(server.figure("theta_infer_model_reloads_total") >= 1, "the reload is counted")
    with open(os.path.join(b, "vocab.txt"), "w", encoding="utf-8") as file:
        file.write("half")
    os.utime(os.path.join(b, "manifest.json"))
    wait_until(lambda: server.results("below/b.model", TEXTS) and any(e["event"] == "model_kept" for e in server.log),
               "a damaged model is told")
    check_same(server.results("below/b.model", TEXTS), wanted, "and the one before goes on answering")
    shutil.rmtree(b)
    wait_until(lambda: server.question({"model": "below/b.model", "text": "x"})[0] == 404, "a model that has gone is gone")


def batches(server):
    """Many at once: the same bits as alone, a few texts of each in turn."""
    ordinary = [f"{text} {i}" for i in range(20) for text in TEXTS[:2]]
    alone = [server.results("a.model", [text])[0] for text in ordinary]
    before, many = server.figure("theta_infer_batches_total"), ["ship sail ocean harbour " * 200] * 1000
    times, found = {}, [None] * len(ordinary)

    def large():
        check(len(server.results("a.model", many)) == 1000, "the large question is answered")
        times["large"] = time.monotonic()

    def small(i):
        found[i] = server.results("a.model", [ordinary[i]])[0]
        times[i] = time.monotonic()

    threads = [threading.Thread(target=large)] + [threading.Thread(target=small, args=[i]) for i in range(len(ordinary))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(found == alone, "the batch changes no answer")
    check(all(times[i] < times["large"] for i in range(len(ordinary))), "nobody waits for the end of the large question")
    check(server.figure("theta_infer_batches_total") - before < 1000 / 8 + len(ordinary), "questions share batches")


def full(a):
    many = ["ship sail ocean harbour " * 300] * 1000
    with InferService(a, "--queue", "2", "--threads", "1") as server:
        codes = []

        def ask():
            status, fields, _ = server.question({"texts": many})
            codes.append((status, fields.get("Retry-After")))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        wait_until(lambda: (429, "1") in codes, "who comes to a full queue is told to come again")
        start = time.monotonic()
        check(server.send("GET", "/healthz")[0] == 200 and time.monotonic() - start < 2, "it is alive while it is full")
        wait_until(lambda: len(codes) + server.figure("theta_infer_questions_waiting") >= 6, "all have come")
        server.process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        check(codes.count((200, None)) >= 2 and set(codes) == {(200, None), (429, "1")},
              f"what was taken is answered, also after SIGTERM: {codes}")
        check(server.process.wait(30) in (0, 143), "it ends well")


def doors(a):
    for wrong, word in [(["--host", "0.0.0.0", a], "EAS_TOKEN"), ([a, a + "/"], "name"), ([a + ".none"], "folder"), ([], "MODELS")]:
        done = run("infer-server", "--port", "0", *wrong)
        check(done.returncode in (2, 5) and word.lower() in done.stderr.lower(), f"{wrong}: {done.returncode} {done.stderr}")
    with InferService(a, "--host", "0.0.0.0", env={"EAS_TOKEN": "planted-token"}) as server:
        body = {"text": "ship"}
        check([server.question(body, headers)[0] for headers in (
            {}, {"Authorization": "other"}, {"Authorization": "planted-token"}, {"Authorization": "Bearer planted-token"})]
              == [401, 401, 200, 200], "only who has the token may ask")
        check(server.send("GET", "/models")[0] == 401 and server.send("GET", "/readyz")[0] == 200, "probes need no token")
    check("planted-token" not in json.dumps(server.log), "the token is not in the log")


def main():
    with tempfile.TemporaryDirectory() as top:
        a, root = os.path.join(top, "a.model"), os.path.join(top, "root")
        os.makedirs(os.path.join(root, "below"))
        train(a, 1)
        train(os.path.join(root, "below/b.model"), 2)
        doors(a)
        full(a)
        with InferService(a, root) as server:
            answers(server, a)
            refusals(server)
            batches(server)
            edited(server, a, top)
            changes(server, root, top)


main()
sys.exit(0)
