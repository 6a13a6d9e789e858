"""theta evaluate --topics scores the topics of other programs in whatever form they come, and says what it left out."""

import json
import os
import tempfile

from program import check, last_json, run, speeches

TOPICS = [["ship", "sail", "ocean", "harbour", "captain"], ["bread", "oven", "flour", "butter", "baker"],
          ["court", "judge", "verdict", "lawyer", "trial"]]


def table(rows):
    return "".join(",".join(row) + "\n" for row in rows)


def weighted(topic, pattern, joint):
    return joint.join(pattern.format(word=word, weight=0.09 - i / 100) for i, word in enumerate(topic))


def forms():
    """format that must be found -> texts that all say TOPICS"""
    numbered = list(enumerate(TOPICS))
    return {
        "lines": [
            "\n".join(" ".join(topic) for topic in TOPICS),
            "\n\n".join(", ".join(topic) for topic in TOPICS),
            "\r\n".join("\t".join(topic) for topic in TOPICS),
            "\n".join(f"{k} {' '.join(topic)}" for k, topic in numbered),
            "\n".join(f"{k}\t{', '.join(topic)}" for k, topic in numbered),
            "\n".join(f"Topic {k}: {' '.join(topic)}" for k, topic in numbered),
            "\n".join(f"主题{k}：{'、'.join(topic)}" for k, topic in numbered),
            "\n".join(weighted(topic, "{word}:{weight:.2f}", " ") for topic in TOPICS),
            "\n".join(weighted(topic, "{word} ({weight:.2f})", ", ") for topic in TOPICS),
            "\n".join(weighted(topic, "{word} {weight:.2f}", " ") for topic in TOPICS),
            "\n".join(repr(topic) for topic in TOPICS),
            "\n".join(" ".join(topic).upper() for topic in TOPICS),
        ],
        "mallet": ["\n".join(f"{k}\t0.16667\t{' '.join(topic)} " for k, topic in numbered) + "\n"],
        "gensim": [
            "\n".join(weighted(topic, '{weight:.3f}*"{word}"', " + ") for topic in TOPICS),
            "\n".join(weighted(topic, "{weight:.3f}*{word}", " + ") for topic in TOPICS),
            "\n".join(f"({k}, '{weighted(topic, chr(123) + 'weight:.3f' + chr(125) + '*' + chr(34) + chr(123) + 'word' + chr(125) + chr(34), ' + ')}')"
                      for k, topic in numbered),
        ],
        "rows": [
            table([["topic", *(f"word {i}" for i in range(1, 6))], *([str(k), *topic] for k, topic in numbered)]),
            table([["", *map(str, range(5))], *([str(k), *topic] for k, topic in numbered)]),
            table([["Topic", "Count", "Name", "Representation"],
                   *([str(k), "9", f"{k}_x", f'"{topic}"'] for k, topic in numbered)]),
        ],
        "columns": [
            table([[f"Topic {k}" for k, _ in numbered], *zip(*TOPICS)]),
            table([["", *(f"topic_{k}" for k, _ in numbered)], *([str(i), *row] for i, row in enumerate(zip(*TOPICS)))]),
        ],
        "long": [table([["topic", "term", "beta"],
                        *([str(k + 1), word, str(0.01 * (i + 1))] for k, topic in numbered
                          for i, word in enumerate(reversed(topic)))])],
        "json": [
            json.dumps(TOPICS),
            json.dumps({"topics": [{"topic_id": k, "words": [{"word": w, "probability": 0.1} for w in topic]}
                                   for k, topic in numbered]}),
            json.dumps({"topics": TOPICS, "test-topic-document-matrix": []}),
            json.dumps([[k, [[w, 0.1] for w in topic]] for k, topic in numbered]),
            json.dumps({f"t{k}": topic for k, topic in numbered}),
            "\n".join(json.dumps(topic) for topic in TOPICS),
            repr(TOPICS),
        ],
    }


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, corpus, words = (os.path.join(folder, name) for name in ("s.csv", "c", "words.txt"))
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(200))
        check(run("import", source, "--out", corpus).returncode == 0, "import")

        def score(text, *options, encoding="utf-8"):
            with open(words, "wb") as file:
                file.write(text.encode(encoding))
            return run("evaluate", "--topics", words, "--corpus", corpus, "--json", *options)

        expected = None
        for form, texts in forms().items():
            for text in texts:
                for encoding in ("utf-8", "utf-16"):
                    result = score(text, encoding=encoding)
                    check(result.returncode == 0, f"{text!r}: exit code {result.returncode}: {result.stderr}{result.stdout}")
                    summary = last_json(result)
                    check(summary["format"] == form, f"{text!r} was read as {summary['format']}")
                    figures = [{k: v for k, v in topic.items() if k != "name"} for topic in summary["metrics"]["topics"]]
                    expected = expected or figures
                    check(figures == expected, f"{text!r}: {figures}")
        check([topic["words"] for topic in expected] == [5, 5, 5], expected)
        check(all(topic["npmi"] > 0.3 and topic["c_v"] > 0.3 for topic in expected), expected)

        model = os.path.join(folder, "m")
        check(run("train", corpus, "--topics", "5", "--epochs", "3", "--out", model).returncode == 0, "training")
        of_model = last_json(run("evaluate", model, "--corpus", corpus, "--json"))["metrics"]
        for file in ("topic_words.json", "topics.csv"):
            of_file = last_json(run("evaluate", "--topics", os.path.join(model, file), "--corpus", corpus, "--json"))["metrics"]
            for name in ("npmi", "c_v", "u_mass", "c_npmi", "inverted_rbo", "similar_topics"):
                check(of_file[name] == of_model[name], f"{file}: {name} {of_file[name]}, the model's {of_model[name]}")
            check(set(of_model) - {"oov_ratio", "perplexity_documents", "perplexity_words", "labelled_documents"} <= set(of_file),
                  "the figures of a model, null where words do not tell")

        few = last_json(score(json.dumps(TOPICS), "--top-n", "2"))["metrics"]
        check(few["top_n"] == 2 and few["topic_diversity"] == 1 and few["npmi"] != sum(t["npmi"] for t in expected) / 3, few)
        same = last_json(score("\n".join([" ".join(TOPICS[0])] * 3)))["metrics"]
        check(abs(same["inverted_rbo"]) < 1e-12 and abs(same["topic_diversity"] - 1 / 3) < 1e-12, "the same topic three times")
        check([pair["topics"] for pair in same["similar_topics"]] == [[0, 1], [0, 2], [1, 2]], same["similar_topics"])
        check(last_json(score(" ".join(TOPICS[0]) + "\n"))["metrics"]["inverted_rbo"] is None, "one topic has no pair")

        partly = score("ship sail zeppelin ship\nzeppelin airship\ncourt\nbread oven flour\n")
        summary = last_json(partly)
        check(partly.returncode == 3 and len(summary["topics_refused"]) == 2, partly.stdout)
        check("words.txt, line 2" in summary["topics_refused"][0] and "line 3" in summary["topics_refused"][1], summary)
        check([t["topic_id"] for t in summary["metrics"]["topics"]] == [0, 3], "topics keep their numbers")
        check(summary["metrics"]["unknown_words"] == ["zeppelin", "airship"], summary["metrics"]["unknown_words"])
        said = run("evaluate", "--topics", words, "--corpus", corpus).stderr
        for part in ("2 words are not in the corpus: zeppelin, airship", "line 1: repeated words", "line 4: scored by its 3"):
            check(part in said, f"\"{part}\" was expected in {said!r}")

        piped = run("evaluate", "--topics", "-", "--corpus", corpus, "--json", stdin=json.dumps(TOPICS))
        check(last_json(piped)["metrics"]["npmi"] == sum(t["npmi"] for t in expected) / 3, "standard input")

        for text, options, code, part in (
                ("", (), 4, "words.txt"), ("\n \n", (), 4, "no topics"), ("airship zeppelin\n", (), 4, "line 1"),
                ('{"topics": [{"words": [1, 2]}]}', (), 4, "topic 0"), ('{"a": ', (), 4, "words.txt"), ('{"topics": 3}', (), 4, "words.txt"),
                ("ship sail\n", ("--top-n", "1"), 2, "--top-n 1"), ("ship sail\n", ("--topics-format", "xml"), 2, "xml"),
                ("ship sail\n", ("--topics-format", "json"), 4, "JSON"), ("ship sail\n", ("--topics-format", "mallet"), 4, "lines")):
            result = score(text, *options)
            check(result.returncode == code and part in result.stderr, f"{text!r} {options}: {result.returncode} {result.stderr!r}")
        check(run("evaluate", "--corpus", corpus).returncode == 2, "neither model nor topics")
        check(run("evaluate", model, "--topics", words, "--corpus", corpus).returncode == 2, "both model and topics")
        check(run("evaluate", "--topics", words + "x", "--corpus", corpus).returncode == 5, "no such list")


main()
