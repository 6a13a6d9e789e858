"""Edits over HTTP: in every view, undone and redone, from several clients and servers at once, and in what analyze, tasks
and the program make of the same model."""

import json
import os
import sys
import tempfile
import threading

from program import check, run
from service import Service
from study import extract, upload_and_train, write_edits

NASTY = "<img src=x onerror=alert(1)>"


def edit(server, base, body, tag=None, status=201):
    return server.ask("POST", base + "/edits", body, {"If-Match": tag} if tag else None, status=status)


def in_every_view(server, base):
    """Merge, hide and rename, and look at each view for them."""
    before = server.ask("GET", base + "/topics")["items"]
    colours = {one["topic_id"]: one["slot"] for one in before}
    edit(server, base, {"kind": "merge", "topics": [3, 1]})
    edit(server, base, {"kind": "rename", "topic_id": 3, "name": NASTY})
    history = edit(server, base, {"kind": "hide", "topics": [2]})
    check([item["in_force"] for item in history["items"]] == [True] * 3 and history["undo"] == 3, "three are in force")
    seen = [3, 0, 4]
    for path, ids in (("/topics", lambda a: [t["topic_id"] for t in a["items"]]),
                      ("/topic-overview", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/temporal-analysis", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/dimension-analysis", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/metrics", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/words/ship", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/map", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/similarity", lambda a: [t["topic_id"] for t in a["topics"]]),
                      ("/network", lambda a: [t["topic_id"] for t in a["nodes"]]),
                      ("/hierarchy", lambda a: a["order"])):
        answer = server.ask("GET", base + path)
        check(sorted(ids(answer)) == sorted(seen), f"{path} shows the edited topics: {ids(answer)}")
        check(answer["revision"] == history["revision"], f"{path} is of the last revision")
        text = json.dumps(answer)
        check(path in ("/hierarchy",) or NASTY in text, f"{path} tells the name as it is")
    documents = server.ask("GET", base + "/documents?limit=500")["items"]
    check({one["topic_id"] for one in documents} <= set(seen), "documents have visible main topics")
    hidden = server.ask("GET", base + "/topics?hidden=true")["items"]
    check([one["topic_id"] for one in hidden if one["hidden"]] == [2], "hidden topics are there when asked for")
    merged = next(one for one in hidden if one["topic_id"] == 3)
    check(merged["members"] == [1, 3] and merged["slot"] == min(colours[1], colours[3]), "a merged topic keeps a colour")
    check(all(colours[one["topic_id"]] == one["slot"] for one in hidden if one["topic_id"] != 3), "others keep theirs")
    server.ask("GET", base + "/topics/1", status=404)
    return before


def undo_and_redo(server, base, before):
    for expected in (2, 1, None):
        check(server.ask("POST", base + "/edits/undo", status=201)["undo"] == expected, "undone one by one")
    server.ask("POST", base + "/edits/undo", status=422)
    after = server.ask("GET", base + "/topics")["items"]
    check(after == before, "undoing everything gives the model back")
    for expected in (1, 2, 3):
        check(server.ask("POST", base + "/edits/redo", status=201)["undo"] == expected, "done again one by one")
    server.ask("POST", base + "/edits/redo", status=422)


def analyze_as_the_program(server, base, model, folder):
    write_edits(server, model, folder)
    text = "the ship left the harbour with its captain"
    found = server.ask("POST", "/api/analyze", {"model_id": model, "text": text, "top_k": 5})["results"][0]
    told = json.loads(run("infer", folder, "--text", text, "--top", "5", "--json").stdout)
    for name in ("topics", "weights", "topic_ids", "evidence", "oov_ratio"):
        check(found[name] == told[name], f"analyze answers {name} as theta infer: {found[name]}, {told[name]}")


def topics_by_patch(server, base):
    revision = server.ask("GET", base)["revision"]
    done = server.ask("PATCH", base + "/topics/0", {"name": "海上贸易", "hidden": True})
    check(done["revision"] == revision + 1 and done["items"][-1]["kind"] == "hide", "two edits, one revision")
    same = server.ask("PATCH", base + "/topics/0", {"name": "海上贸易", "hidden": True})
    check(same["revision"] == done["revision"], "what is so already is no edit")
    server.ask("PATCH", base + "/topics/0", {"name": "", "hidden": False})
    check(not server.ask("GET", base + "/topics/0")["renamed"], "an empty name takes the words again")


def wrong(server, base):
    before = server.ask("GET", base)["revision"]
    for body, status, words in (({"kind": "split"}, 422, "kind"), ({}, 422, "kind"), ({"kind": "merge", "topics": [0]}, 422, ""),
                                ({"kind": "merge", "topics": [0, 99]}, 404, "99"), ({"kind": "hide", "topics": [-1]}, 422, "topics"),
                                ({"kind": "rename", "topic_id": 0}, 422, "name"), ({"kind": "hide", "topics": [0], "name": "x"}, 422, "name"),
                                ({"kind": "rename", "topic_id": 0, "name": "a\nb"}, 422, "name"), ({"kind": "hide"}, 422, "topics"),
                                ({"kind": "stop_words", "words": ["shipp"]}, 404, "ship"), ({"kind": "stop_words", "words": []}, 422, ""),
                                ({"kind": "hide", "topics": list(range(2000))}, 422, "topics"), ({"kind": "hide", "topcs": [0]}, 422, "topics")):
        problem = edit(server, base, body, status=status)
        check(words in problem["detail"], f"{body}: {problem['detail']}")
    edit(server, base, {"kind": "hide", "topics": [0]}, tag='"1"', status=409)
    edit(server, base, {"kind": "hide", "topics": [0]}, tag="1", status=400)
    server.ask("PATCH", base, {"focus": [0, 0]}, status=422)
    server.ask("PATCH", base, {"focus": [77]}, status=404)
    server.ask("PATCH", base, {"name": ""}, status=422)
    check(server.ask("GET", base)["revision"] == before, "nothing has changed")


def colours(server, base):
    server.ask("PATCH", base, {"focus": [4, None, 0]})
    slots = {one["topic_id"]: one["slot"] for one in server.ask("GET", base + "/topics?hidden=true")["items"]}
    check(slots[4] == 0 and slots[0] == 2 and slots[3] is None, f"the colours that people chose: {slots}")
    server.ask("PATCH", base, {"name": "renamed", "focus": []})
    check(server.ask("GET", base)["name"] == "renamed", "the model has another name")


def at_once(servers, base):
    """Sixteen writers on two servers: every edit is kept, in one order; with If-Match one of them wins."""
    start = len(servers[0].ask("GET", base + "/edits")["items"])
    answers = []

    def write(i):
        code, _, text = servers[i % 2].send("POST", base + "/edits", json.dumps(
            {"kind": "rename", "topic_id": 0, "name": f"name {i}"}), {"Content-Type": "application/json"})
        answers.append((code, text))

    threads = [threading.Thread(target=write, args=(i,)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [code for code, _ in answers].count(201)
    check(all(code in (201, 409) for code, _ in answers) and kept > 0, f"kept or refused: {answers}")
    items = servers[1].ask("GET", base + "/edits")["items"]
    check([item["edit_id"] for item in items] == list(range(1, start + kept + 1)), "one history without gaps")
    tag = servers[0].ask("GET", base) and servers[0].fields["ETag"]
    codes = []

    def race(i):
        codes.append(servers[i % 2].send("POST", base + "/edits", json.dumps(
            {"kind": "rename", "topic_id": 4, "name": f"race {i}"}), {"Content-Type": "application/json", "If-Match": tag})[0])

    threads = [threading.Thread(target=race, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(sorted(codes) == [201] + [409] * 7, f"one wins: {codes}")
    for server in servers:
        check(server.ask("GET", base + "/topics/4")["name"].startswith("race"), "both servers show it")


def tasks_see_edits(server, base, model, folder):
    write_edits(server, model, folder)
    task = server.ask("POST", "/api/tasks", {"type": "evaluate", "model_id": model}, status=202)["task_id"]
    done = server.wait_for(task, ["completed", "failed", "dead"])
    check(done["status"] == "completed", f"the edited model is measured: {done}")
    force = sum(item["in_force"] and item["kind"] not in ("undo", "redo") for item in server.ask("GET", base + "/edits")["items"])
    lines = server.send("GET", f"/api/tasks/{task}")[2].decode()
    check(f'"edits":{force}' in lines.replace(" ", ""), f"with {force} edits: {lines[:2000]}")


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data) as server, Service(data, "--slots", "0") as other:
            model = upload_and_train(server)
            base = f"/api/models/{model}"
            folder = extract(data, server.ask("GET", base)["task_id"], "model", os.path.join(top, "model"))
            before = in_every_view(server, base)
            undo_and_redo(server, base, before)
            analyze_as_the_program(server, base, model, folder)
            edit(server, base, {"kind": "stop_words", "words": ["ship"]})
            server.ask("GET", base + "/words/ship", status=404)
            analyze_as_the_program(server, base, model, folder)
            topics_by_patch(server, base)
            wrong(server, base)
            colours(server, base)
            at_once([server, other], base)
            tasks_see_edits(server, base, model, folder)
            history = server.ask("GET", base + "/edits")
            server.kill()
        with Service(data) as server:
            check(server.ask("GET", base + "/edits") == history, "edits outlive kill -9")
            server.ask("DELETE", base, status=204)
            server.ask("GET", base + "/edits", status=404)
            server.ask("GET", base + "/topics", status=404)


main()
sys.exit(0)
