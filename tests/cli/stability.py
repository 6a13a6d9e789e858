"""theta stability trains with several seeds or compares models, and pairs their topics as NumPy and SciPy do."""

import json
import os
import sys
import tempfile

try:
    import numpy as np
    from scipy.optimize import linear_sum_assignment
except ImportError as missing:
    print(f"skipped: {missing} (Debian packages python3-numpy, python3-scipy)")
    sys.exit(77)

from program import check, last_json, run, speeches


def unit_rows(model):
    beta = np.load(os.path.join(model, "beta.npy")).astype(np.float64)
    return beta / np.linalg.norm(beta, axis=1, keepdims=True)


def check_against_scipy(found, models):
    rows = [unit_rows(model) for model in models]
    pairs = []
    for a in range(len(rows)):
        for b in range(a + 1, len(rows)):
            cosines = rows[a] @ rows[b].T
            topics, partners = linear_sum_assignment(-cosines)
            pairs.append(cosines[topics, partners].sum() / max(cosines.shape))
            if a == 0:
                for k, partner in zip(topics, partners):
                    ours = found["topics"][k]["partners"][b - 1]
                    check(ours["topic_id"] == partner and abs(ours["similarity"] - cosines[k, partner]) < 1e-5, ours)
    check(np.abs(np.array(pairs) - found["similarity_of_pairs"]).max() < 1e-5, f"{pairs} {found['similarity_of_pairs']}")
    check(abs(np.mean(pairs) - found["similarity"]) < 1e-5, "the mean of the pairs")


def main():
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path("s.csv"), "w", encoding="utf-8") as file:
            file.write(speeches(300))
        command = ("stability", path("s.csv"), "--topics", "6", "--seeds", "1:3", "--epochs", "3", "--out", path("out"), "--json")
        result = run(*command)
        check(result.returncode == 0, result.stderr)
        found = last_json(result)
        models = [path(f"out/seed-{seed}") for seed in (1, 2, 3)]
        check(found["runs"] == models, found["runs"])
        check_against_scipy(found, models)
        check(found["unstable_topics"] == [t["topic_id"] for t in found["topics"] if t["similarity"] < found["stable_from"]], found)
        with open(path("out/stability.json"), encoding="utf-8") as file:
            check(json.load(file) == found, "stability.json is the summary")

        before = [os.stat(os.path.join(model, "manifest.json")).st_mtime_ns for model in models]
        again = run(*command[:-1])
        check(again.returncode == 0 and len(again.stdout.splitlines()) == 8, f"a heading, six topics, all: {again.stdout}")
        check(before == [os.stat(os.path.join(model, "manifest.json")).st_mtime_ns for model in models], "nothing is trained twice")

        compared = last_json(run("stability", *models, "--json"))
        check(compared == found, "the same models by name")
        same = last_json(run("stability", models[0], models[0], "--json"))
        check(abs(same["similarity"] - 1) < 1e-5 and same["shared_words"] == 1 and same["unstable_topics"] == [], same)
        check([t["partners"][0]["topic_id"] for t in same["topics"]] == list(range(6)), "each topic is its own partner")

        check(run("train", path("s.csv"), "--topics", "4", "--epochs", "3", "--out", path("four")).returncode == 0, "four topics")
        uneven = last_json(run("stability", models[0], path("four"), "--json"))
        check_against_scipy(uneven, [models[0], path("four")])
        alone = [t for t in uneven["topics"] if t["partners"][0]["topic_id"] is None]
        check(len(alone) == 2 and all(t["similarity"] == 0 and not t["stable"] for t in alone), alone)

        with open(path("other.txt"), "w", encoding="utf-8") as file:
            file.write("red blue green yellow\nblue green violet\n" * 30)
        check(run("train", path("other.txt"), "--max-share", "1", "--topics", "2", "--epochs", "2",
                  "--out", path("other")).returncode == 0, "other words")
        cases = [(run("stability", models[0], path("other")), 4, "no word in common"), (run("stability", models[0]), 2, "second"),
                 (run("stability", path("s.csv"), "--out", path("none")), 2, "--topics"),
                 (run("stability", path("s.csv"), "--topics", "3", "--seeds", "7", "--out", path("none")), 2, "--seeds 7"),
                 (run("stability", models[0], path("s.csv"), "--topics", "3"), 2, "model folders"),
                 (run("stability", path("nothing"), "--topics", "3"), 5, "nothing")]
        for result, code, part in cases:
            check(result.returncode == code and part in result.stderr, f"{result.args}: {result.returncode} {result.stderr}")
        check(not os.path.exists(path("none")), "nothing is written for a command that is wrong")


main()
