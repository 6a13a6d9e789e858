"""Ready corpora: each user opens one with its model at once, a second time nothing new is made, and a deleted one comes again."""

import json
import os
import tempfile

from program import check, run, speeches
from service import Service

ABOUT = {"name": {"en": "Speeches", "zh": "演讲"}, "description": {"en": "Short ones.", "zh": "短的。"}, "language": "en",
         "file": "texts.csv", "columns": {"text_column": ["text"], "time_column": "year"}, "train": ["--topics", "4"]}


def make_sample(folder):
    os.makedirs(folder)
    texts = os.path.join(folder, "texts.csv")
    with open(texts, "w", encoding="utf-8") as file:
        file.write(speeches(200))
    with open(os.path.join(folder, "sample.json"), "w", encoding="utf-8") as file:
        json.dump(ABOUT, file)
    corpus, model = os.path.join(folder, "corpus"), os.path.join(folder, "model")
    check(run("import", texts, "--out", corpus, "--text-column", "text", "--time-column", "year").returncode == 0, "imported")
    check(run("train", corpus, "--out", model, "--model", "lda", "--topics", "4", "--epochs", "20").returncode == 0, "trained")


def opened(server):
    (sample,) = server.ask("GET", "/api/samples")["items"]
    check(sample["name"] == ABOUT["name"] and sample["has_model"], "the sample is told")
    return sample


def refuse(samples, words):
    result = run("serve", "--data", os.path.join(samples, "..", "refused"), "--samples", samples)
    check(result.returncode != 0 and words in result.stderr, f"{words} in {result.stderr}")


def main():
    with tempfile.TemporaryDirectory() as top:
        samples = os.path.join(top, "samples")
        make_sample(os.path.join(samples, "speeches"))
        os.makedirs(os.path.join(samples, "no-sample"))
        with Service(os.path.join(top, "data"), "--slots", "0", "--samples", samples) as server:
            check(opened(server)["model_id"] is None, "nothing is open yet")
            server.ask("POST", "/api/samples/none", status=404)
            first = server.ask("POST", "/api/samples/speeches", status=201)
            check(server.ask("POST", "/api/samples/speeches") == first, "the second time it is the same")
            check({name: opened(server)[name] for name in first} == first, "the list tells what is open")
            model = f"/api/models/{first['model_id']}"
            check(server.ask("GET", model)["dataset_id"] == first["dataset_id"], "the model knows its data set")
            check(len(server.ask("GET", model + "/topics")["items"]) == 4, "the model has its topics")
            answer = server.ask("POST", "/api/analyze", {"model_id": first["model_id"], "text": "the ship left the harbour"})
            check(len(answer["results"][0]["weights"]) == 4, "the model answers")
            server.ask("DELETE", model, status=204)
            second = server.ask("POST", "/api/samples/speeches", status=201)
            check(second["model_id"] != first["model_id"], "a deleted model comes again")
        with Service(os.path.join(top, "data"), "--slots", "0") as server:
            check(server.ask("GET", "/api/samples")["items"] == [], "a server without samples")
            server.ask("GET", f"/api/models/{second['model_id']}/topics")

        path = os.path.join(samples, "speeches", "sample.json")
        for change, words in (({"file": "../texts.csv"}, "file"), ({"file": "none.csv"}, "file"), ({"name": "Speeches"}, "name"),
                              ({"columns": {"text": "text"}}, "text"), ({"langauge": "en"}, "language")):
            with open(path, "w", encoding="utf-8") as file:
                json.dump({**ABOUT, **change}, file)
            refuse(samples, words)


main()
