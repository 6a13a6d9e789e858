"""What the views tell is what the program tells of the same folder with the same edits, to the last digit."""

import csv
import json
import os
import sys
import tempfile

import numpy

from program import check, run
from service import Service
from study import extract, upload_and_train, write_edits


def close(a, b, far=1e-12):
    return abs(a - b) <= far * max(1, abs(a), abs(b))


def topics_as_the_program(server, base, folder, edited):
    shown = server.ask("GET", base + "/topics?top_k=25")["items"]
    told = [json.loads(line) for line in run("topics", folder, "--json").stdout.splitlines()]
    told = [line for line in told if "topic_id" in line]
    check([one["topic_id"] for one in shown] == [one["topic_id"] for one in told], f"the same topics: {told}")
    for mine, theirs in zip(shown, told):
        for name in ("name", "renamed", "hidden", "members", "share"):
            check(mine[name] == theirs[name], f"{name} of topic {mine['topic_id']}: {mine[name]}, {theirs[name]}")
        check([(word["word"], word["probability"]) for word in mine["words"]] ==
              [(word["word"], word["probability"]) for word in theirs["words"]], f"words of topic {mine['topic_id']}")
    weights = numpy.load(os.path.join(folder, "theta.npy"))
    if not edited:
        main = numpy.bincount(weights.argmax(axis=1), minlength=weights.shape[1])
        check([one["documents"] for one in shown] == main.tolist(), "documents are counted by their main topic")
    return shown


def documents_as_in_theta(server, base, folder, topics):
    """Lists, filters and orders against numpy."""
    weights = numpy.load(os.path.join(folder, "theta.npy")).astype(numpy.float32)
    column = numpy.zeros(len(weights), numpy.float32)
    topic = topics[1]
    column = weights[:, topic["members"]].astype(float).sum(axis=1).astype(numpy.float32)
    order = numpy.lexsort((numpy.arange(len(column)), -column))
    page = server.ask("GET", f"{base}/documents?topic={topic['topic_id']}&sort=weight&limit=20&offset=7")
    check([one["document"] for one in page["items"]] == order[7:27].tolist(), "documents by weight")
    check([one["topic_weight"] for one in page["items"]] == [float(x) for x in column[order[7:27]]], "their weights")
    heavy = server.ask("GET", f"{base}/documents?topic={topic['topic_id']}&min_weight=0.5&limit=500")
    check([one["document"] for one in heavy["items"]] == numpy.flatnonzero(column >= 0.5).tolist(), "documents that hold it")
    with open(os.path.join(folder, "documents.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    group = server.ask("GET", f"{base}/documents?column=theme&value=theme3&limit=500")
    wanted = [i for i, row in enumerate(rows) if row["theme"] == "theme3"]
    check([one["document"] for one in group["items"]] == wanted and group["total"] == len(wanted), "documents of a group")
    early = server.ask("GET", f"{base}/documents?from=1992-01-01&until=1993-12-31&limit=500")
    check([one["document"] for one in early["items"]] == [i for i, row in enumerate(rows) if row["time"] in ("1992", "1993")],
          "documents of a time")
    found = server.ask("GET", f"{base}/documents?search=SHIP%20place3&limit=500&offset=1")
    check(found["total"] > 0 and len(found["items"]) == found["total"] - 1, "a search pages")
    check(all("ship" in one["excerpt"] and "place3" in one["excerpt"] for one in found["items"]), "and finds words")
    fit = server.ask("GET", f"{base}/documents?sort=fit&limit=10")["items"]
    check([one["weight"] for one in fit] == sorted(one["weight"] for one in fit), "the weakest fits first")
    both = server.ask("GET", f"{base}/documents?main_topic={topic['topic_id']}&column=theme&value=theme3&limit=0")
    check(both["items"] == [] and both["total"] <= len(wanted), "filters go together")
    whole = server.ask("GET", f"{base}/documents?limit=3&offset=298")
    check(whole["total"] == len(rows) and [one["row"] for one in whole["items"]] == [299, 300], "the last page")
    check(server.ask("GET", f"{base}/documents?offset=99999")["items"] == [], "behind the end is nothing")


def reading(server, base, folder):
    weights = numpy.load(os.path.join(folder, "theta.npy"))
    shown = server.ask("GET", f"{base}/documents/7?alike=3")
    check("".join(span["text"] for span in shown["spans"]) == shown["text"], "the spans are the text")
    words = [span["word"] for span in shown["spans"] if "word" in span]
    check(words == [word for word in shown["text"].split() if word in words] and len(words) > 10, f"words stand in it: {words}")
    check(all(0 < span["strength"] <= 1 for span in shown["spans"] if "word" in span), "with their strength")
    check(sum(one["weight"] for one in shown["topics"]) + shown["hidden_weight"] > 0.999, "the mixture is whole")
    root = numpy.sqrt(weights.astype(float))
    alike = root @ root[7]
    alike[7] = -1
    check(close(shown["alike"][0]["similarity"], alike.max(), 1e-5), "the most alike document")


def time_as_the_report(server, base, folder):
    """topic_times.csv holds what the run measured, rounded."""
    shown = server.ask("GET", base + "/temporal-analysis?freq=Y")
    check(shown["available"] and shown["drift"] is None, "there is time")
    with open(os.path.join(folder, "topic_times.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = {(row["label"], int(row["topic"])): row for row in rows}
    own = server.ask("GET", base + "/temporal-analysis")
    for topic in own["topics"]:
        for slice_, share, low, high in zip(own["slices"], topic["share"], topic["low"], topic["high"]):
            row = told[(slice_["label"], topic["topic_id"])]
            for name, value in (("share", share), ("low", low), ("high", high)):
                check(abs(value - float(row[name])) < 1e-6, f"{name} in {slice_['label']}: {value}, {row}")
    one = server.ask("GET", base + "/topics/2/timeline")
    check([part["share"] for part in one["slices"]] == own["topics"][2]["share"], "a timeline is a row of it")
    for freq in "QMWD":
        finer = server.ask("GET", f"{base}/temporal-analysis?freq={freq}")
        check(finer["available"] is False and "year" in finer["reason"] and "--" not in finer["reason"], f"years have no months: {finer}")


def groups(server, base, folder):
    weights = numpy.load(os.path.join(folder, "theta.npy")).astype(float)
    with open(os.path.join(folder, "documents.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tokens = numpy.array([float(row["tokens"]) for row in rows])
    shown = server.ask("GET", base + "/dimension-analysis?column=theme")
    check(shown["total_values"] == 5 and shown["documents_without"] == 0, "five themes")
    for place, value in enumerate(shown["values"]):
        inside = numpy.array([row["theme"] == value["value"] for row in rows])
        share = (weights[inside] * tokens[inside, None]).sum(axis=0) / tokens[inside].sum()
        rest = (weights[~inside] * tokens[~inside, None]).sum(axis=0) / tokens[~inside].sum()
        check(value["documents"] == inside.sum() and value["tokens"] == tokens[inside].sum(), "documents and tokens")
        for topic in shown["topics"]:
            k = topic["topic_id"]
            check(close(topic["share"][place], share[k], 1e-9), "a share by group")
            check(close(topic["effect"][place], share[k] - rest[k], 1e-9), "an effect")
            check(topic["effect_low"][place] <= topic["effect"][place] <= topic["effect_high"][place], "in its interval")
            check(topic["documents"][place] == (weights[inside].argmax(axis=1) == k).sum(), "documents by main topic")


def relations(server, base, folder):
    beta = numpy.load(os.path.join(folder, "beta.npy")).astype(float)
    shown = numpy.array(server.ask("GET", base + "/similarity")["similarity"])
    def entropy(p):
        return -(p[p > 0] * numpy.log2(p[p > 0])).sum()
    for i in range(len(beta)):
        for j in range(i):
            divergence = entropy((beta[i] + beta[j]) / 2) - (entropy(beta[i]) + entropy(beta[j])) / 2
            check(close(shown[i, j], 1 - divergence ** 0.5, 1e-5), "similarity is 1 less the distance")
    tree = server.ask("GET", base + "/hierarchy")
    check(len(tree["merges"]) == len(beta) - 1 and sorted(tree["order"]) == list(range(len(beta))), "one tree")
    from scipy.cluster.hierarchy import linkage
    square = 1 - shown
    condensed = square[numpy.triu_indices(len(square), 1)]
    expected = linkage(condensed, "average")
    check(numpy.allclose([merge["distance"] for merge in tree["merges"]], expected[:, 2]), "average linkage as SciPy's")
    net = server.ask("GET", base + "/network?threshold=0.02")
    pairs = (shown[numpy.triu_indices(len(shown), 1)] >= 0.02).sum()
    check(len(net["edges"]) == pairs and sum(node["degree"] for node in net["nodes"]) == 2 * pairs, "edges by threshold")
    places = server.ask("GET", base + "/map")["topics"]
    overview = server.ask("GET", base + "/topic-overview")
    check([(one["x"], one["y"]) for one in places] == [(one["x"], one["y"]) for one in overview["topics"]], "one map")


def words(server, base, topics):
    found = server.ask("GET", base + "/words/ship")
    check(close(sum(one["topic_share"] for one in found["topics"]), 1), "a word's topics share it")
    first = found["topics"][0]
    row = server.ask("GET", f"{base}/topics/{first['topic_id']}/words?limit=100")["items"]
    check(row[first["rank"] - 1]["word"] == "ship" and row[first["rank"] - 1]["probability"] == first["probability"],
          "its rank is its place in the list")
    check(found["passages"] and all("ship" in one["text"] for one in found["passages"]), "passages hold it")
    server.ask("GET", base + "/words/shipp", status=404)
    own = server.ask("GET", f"{base}/topics/0/words?lambda=0&limit=5")["items"]
    check([one["lift"] for one in own] == sorted((one["lift"] for one in own), reverse=True), "lambda 0 is by lift")


def tags(server, base):
    server.ask("GET", base + "/map")
    tag = server.fields["ETag"]
    status, fields, body = server.send("GET", base + "/map", headers={"If-None-Match": tag})
    check(status == 304 and not body and fields["ETag"] == tag, "what is known is not sent again")
    return tag


def wrong(server, base):
    for path, status in (("/topics/99", 404), ("/topics/x", 404), ("/topics?lambda=2", 400), ("/topics?lambda=nan", 400),
                         ("/topics?top_k=101", 400), ("/temporal-analysis?freq=X", 400), ("/documents?sort=size", 400),
                         ("/documents?sort=weight", 400), ("/documents?min_weight=0.5", 400), ("/documents?topic=9", 404),
                         ("/documents?column=theme", 400), ("/documents?column=x&value=y", 404), ("/documents?limit=501", 400),
                         ("/documents?column=theme&value=y", 404), ("/documents?from=1992", 400), ("/documents?weak=1", 400),
                         ("/documents/300", 404), ("/documents/-1", 404), ("/dimension-analysis?column=them", 404),
                         ("/network?threshold=7", 400), ("/network?treshold=0.5", 400), ("/documents?search=" + "a" * 201, 400)):
        server.ask("GET", base + path, status=status)


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data) as server:
            model = upload_and_train(server)
            base = f"/api/models/{model}"
            task = server.ask("GET", base)["task_id"]
            folder = extract(data, task, "model", os.path.join(top, "model"))
            topics = topics_as_the_program(server, base, folder, False)
            documents_as_in_theta(server, base, folder, topics)
            reading(server, base, folder)
            time_as_the_report(server, base, folder)
            groups(server, base, folder)
            relations(server, base, folder)
            words(server, base, topics)
            wrong(server, base)
            tag = tags(server, base)
            server.ask("POST", base + "/edits", {"kind": "merge", "topics": [1, 4]}, status=201)
            server.ask("POST", base + "/edits", {"kind": "hide", "topics": [2]}, status=201)
            check(server.send("GET", base + "/map", headers={"If-None-Match": tag})[0] == 200, "an edit is another answer")
            write_edits(server, model, folder)
            edited = topics_as_the_program(server, base, folder, True)
            documents_as_in_theta(server, base, folder, edited)
            paragraph = server.ask("GET", base + "/citation")
            check("merged" in paragraph["methods"]["en"] and "@article{blei2003latent" in paragraph["bibtex"], "edits are cited")
            check("合并" in paragraph["methods"]["zh"], "in Chinese, too")
            check(len(server.ask("GET", base + "/training-history")["items"]) > 0, "training has a history")
        with Service(data) as server:
            check(server.ask("GET", base + "/topics?top_k=25")["items"] == edited, "a restart changes nothing")


main()
sys.exit(0)
