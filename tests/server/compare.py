"""Models side by side: figures are those of each model's own views, and topics are matched as a slow search would."""

import itertools
import os
import tempfile

import numpy

from program import check
from service import Service
from study import upload_and_train


def beta_of(server, model):
    """{topic_id: {word: p}} of the visible topics, page by page as anybody would read them."""
    topics = {}
    for topic in server.ask("GET", f"/api/models/{model}/topics")["items"]:
        words, path = {}, f"/api/models/{model}/topics/{topic['topic_id']}/words"
        while True:
            page = server.ask("GET", f"{path}?limit=500&offset={len(words)}")
            words.update((one["word"], one["probability"]) for one in page["items"])
            if len(words) >= page["total"]:
                break
        topics[topic["topic_id"]] = words
    return topics


def cosines(a, b):
    common = sorted(set(next(iter(a.values()))) & set(next(iter(b.values()))))
    rows = [numpy.array([[topic[word] for word in common] for topic in side.values()]) for side in (a, b)]
    rows = [side / numpy.linalg.norm(side, axis=1, keepdims=True) for side in rows]
    return rows[0] @ rows[1].T


def best_sum(likeness):
    """The largest sum of a pairing, by trying all."""
    small = likeness if likeness.shape[0] <= likeness.shape[1] else likeness.T
    return max(sum(small[i, j] for i, j in enumerate(chosen))
               for chosen in itertools.permutations(range(small.shape[1]), small.shape[0]))


def check_states(topics, likeness, names):
    """`likeness`: a row for each of the topics. `names`: of none, one, several followers, and of no relative."""
    best = likeness.argmax(axis=1)
    followers = numpy.zeros(len(topics), int)
    for j, i in enumerate(likeness.argmax(axis=0)):
        followers[i] += likeness[i, j] >= 0.45
    for i, topic in enumerate(topics):
        wanted = names[3] if likeness[i, best[i]] < 0.45 else names[min(followers[i], 2)]
        check(topic["state"] == wanted and abs(topic["similarity"] - likeness[i, best[i]]) < 1e-5, f"{topic}: {wanted}")


def check_pair(server, pair):
    a, b = (beta_of(server, pair[side]) for side in ("left_model_id", "right_model_id"))
    likeness = cosines(a, b)
    check([one["topic_id"] for one in pair["left_topics"]] == list(a) and
          [one["topic_id"] for one in pair["right_topics"]] == list(b), "all visible topics are there")
    partners = [one for one in pair["links"] if one["partner"]]
    check(len(partners) == min(likeness.shape), "each topic of the smaller side has a partner")
    total = best_sum(likeness)
    check(abs(sum(one["similarity"] for one in partners) - total) < 1e-4, f"the pairing is the best: {partners}, {total}")
    check(abs(pair["similarity"] - total / max(likeness.shape)) < 1e-5, "the mean counts topics without a partner as 0")
    left, right = list(a), list(b)
    for one in pair["links"]:
        check(abs(one["similarity"] - likeness[left.index(one["left"]), right.index(one["right"])]) < 1e-5, f"{one}")
    strong = {(left[i], right[j]) for i, j in numpy.argwhere(likeness >= 0.3)}
    check({(one["left"], one["right"]) for one in pair["links"] if not one["partner"]} <= strong, "links are likenesses")
    check_states(pair["left_topics"], likeness, ("merged", "kept", "split", "gone"))
    check_states(pair["right_topics"], likeness.T, ("part", "kept", "merged", "new"))


def refusals(server, one, two):
    for query, word in (("", "2 to 4"), (f"?ids={one}", "2 to 4"), ("?ids=" + ",".join([one] * 5), "2 to 4"),
                        (f"?ids={one},{one}", "twice"), (f"?ids={one},{two}&lambda=1", "lambda")):
        problem = server.ask("GET", f"/api/models/compare{query}", status=400)
        check(word in problem["detail"], f"{query}: {problem}")
    for stranger in ("A" * 22, "nothing", ""):
        problem = server.ask("GET", f"/api/models/compare?ids={one},{stranger}", status=404)
        check("does not exist" in problem["detail"], f"{stranger!r}: {problem}")


def main():
    with tempfile.TemporaryDirectory() as top:
        with Service(os.path.join(top, "data"), "--threads", "1") as server:
            few, many = upload_and_train(server, topics=3), upload_and_train(server, topics=6)
            other = upload_and_train(server, topics=4, text="text,year,theme\n" + "".join(
                f"apple pear plum cherry grape{i % 3} melon{i % 5},199{i % 9},fruit\n" for i in range(60)))
            found = server.ask("GET", f"/api/models/compare?ids={few},{many},{other}")
            check([one["model"]["model_id"] for one in found["models"]] == [few, many, other], "in the order asked for")
            for one in found["models"]:
                base = f"/api/models/{one['model']['model_id']}"
                check(one["figures"] == server.ask("GET", base + "/metrics")["figures"], "figures are those of its metrics")
                check(one["topics"] == server.ask("GET", base + "/topics?top_k=10")["items"], "topics those of its list")
            check(len(found["pairs"]) == 3, "every two of them")
            check_pair(server, found["pairs"][0])
            strangers = found["pairs"][1]
            check(strangers["similarity"] is None and not strangers["links"], f"no common word, no links: {strangers}")
            check({one["state"] for one in strangers["left_topics"]} == {"gone"}, "nothing of it is there")
            check({one["state"] for one in strangers["right_topics"]} == {"new"}, "and all is new")

            # Edits are seen: a hidden topic takes part no more.
            hidden = found["models"][1]["topics"][2]["topic_id"]
            server.ask("PATCH", f"/api/models/{many}/topics/{hidden}", {"hidden": True})
            pair = server.ask("GET", f"/api/models/compare?ids={many},{few}")["pairs"][0]
            check(hidden not in [one["topic_id"] for one in pair["left_topics"]], "it is hidden")
            check_pair(server, pair)
            refusals(server, few, many)


main()
