"""The user's own words: dictionary, lists, script, segmented texts, and the preview of what becomes of them."""

import json
import os
import tempfile

from program import check, last_json, run

BAD_INPUT, NOT_FOUND, USAGE = 4, 5, 2


def main():
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        def write(name, text, encoding="utf-8"):
            with open(path(name), "w", encoding=encoding, newline="") as file:
                file.write(text)
            return path(name)

        rows = ["text,year"]
        for i in range(120):
            rows.append(f"\"Machine learning with C++ and R moves cargo{i % 6} over port{i % 5} in fleet{i % 4}\",{1990 + i % 20}")
            rows.append(f"云计算平台{'的服务' if i % 2 else '的技术'}由石墨烯电池供电{i % 3}号仓库货物{i % 4}运输,{1990 + i % 20}")
        source = write("mixed.csv", "\n".join(rows) + "\n")
        dictionary = write("dictionary.txt", "machine learning\nC++\n石墨烯电池\n云计算 n\n", encoding="gb18030")
        stop = write("stop.txt", "moves\n平台\n")
        keep = write("keep.txt", "R\n")
        drop = write("drop.txt", "仓库\n")
        lists = ["--dictionary", dictionary, "--stop-words", stop, "--keep-words", keep, "--drop-words", drop]

        result = run("tokens", source, *lists, "--row", "1", "--row", "2", "--json")
        check(result.returncode == 0, result.stderr)
        first, second = [json.loads(line) for line in result.stdout.splitlines() if "\"row\"" in line]
        check(first["tokens"] == ["machine_learning", "c++", "r", "cargo0", "port0", "fleet0"], first)
        check(first["language"] == "en" and second["language"] == "zh", "languages of the rows")
        check("石墨烯电池" in second["tokens"] and "云计算" in second["tokens"] and "平台" not in second["tokens"], second)
        check({"text": "moves", "dropped": "stop word"} in first["words"], first)
        check({"text": "仓库", "dropped": "dropped word"} in second["words"], second)
        plain = run("tokens", source, "--row", "1")
        check("tokens: machine learning c++ moves cargo0" in plain.stdout and "stop word: with and over in" in plain.stdout, plain.stdout)
        check(run("tokens", source).stdout.count("tokens:") == 5, "five rows unless some are named")

        corpus = path("corpus")
        summary = last_json(run("import", source, "--out", corpus, "--max-share", "0.6", *lists, "--json"))
        check(summary["languages"] == {"en": 120, "zh": 120}, summary["languages"])
        with open(os.path.join(corpus, "vocab.txt"), encoding="utf-8") as file:
            vocabulary = file.read().split("\n")
        for word in ("machine_learning", "c++", "r", "石墨烯电池", "云计算"):
            check(word in vocabulary, f"{word} in {vocabulary}")
        for word in ("moves", "平台", "仓库", "machine"):
            check(word not in vocabulary, f"{word} not in {vocabulary}")
        shown = last_json(run("tokens", corpus, "--row", "2", "--json"))
        check({"text": "仓库", "dropped": "not in the vocabulary"} in shown["words"], shown)

        # Rows of many languages, and of two in one sentence.
        tongues = ["The harbour closes in winter", "港口冬天关闭，the harbour很冷", "港は冬に閉まります。東京の港です",
                   "항구는 겨울에 닫힙니다", "Порт закрыт зимой", "الميناء مغلق في الشتاء", "ท่าเรือปิดในฤดูหนาว"]
        result = run("import", write("tongues.csv", "text,year\n" + "".join(f"\"{t}\",200{i}\n" for i, t in enumerate(tongues))),
                     "--out", path("tongues"))
        check("languages: en 1, zh 1, other 5" in result.stderr, result.stderr)
        with open(path("tongues/vocab.txt"), encoding="utf-8") as file:
            vocabulary = file.read().split()
        for word in ("harbour", "winter", "港口", "关闭", "東京", "겨울에", "порт", "الميناء", "ท่าเรือ"):
            check(word in vocabulary, f"{word} in {vocabulary}")
        check("the" not in vocabulary and "在" not in vocabulary, vocabulary)

        # A model cuts new texts as its corpus was cut, without the user's files.
        model = path("model")
        check(run("train", corpus, "--out", model, "--topics", "3", "--epochs", "2").returncode == 0, "train")
        for name in (dictionary, stop, keep, drop):
            os.remove(name)
        answer = json.loads(run("infer", model, "--text", "machine-learning in R moves 石墨烯电池", "--json").stdout)
        check(answer["oov_ratio"] == 0, answer)
        check({e["word"] for e in answer["evidence"]} == {"machine_learning", "r", "石墨烯电池"}, answer)
        result = run("report", model, "--out", path("report.html"))
        check(result.returncode == 0, result.stderr)

        # Both scripts in one corpus.
        both = ["text"] + [f"台湾的经济发展环境{i}" if i % 3 else f"臺灣的經濟發展環境{i}" for i in range(60)]
        script = write("both.csv", "\n".join(both) + "\n")
        result = run("import", script, "--out", path("both"), "--max-share", "1")
        check("Chinese script: simplified (of the first 60 texts 20 are in Traditional" in result.stderr, result.stderr)
        with open(path("both/vocab.txt"), encoding="utf-8") as file:
            check(file.read().split() == ["发展", "台湾", "环境", "经济"], "one word for both scripts")
        result = run("import", script, "--out", path("both"), "--max-share", "1", "--chinese-script", "traditional")
        with open(path("both/vocab.txt"), encoding="utf-8") as file:
            check(file.read().split() == ["環境", "發展", "經濟", "臺灣"], "in Traditional where that is asked for")

        # Texts that are cut already.
        cut = write("cut.txt", "\n".join(f"云计算平台 a/b new_york 供电{i % 4} 的 ， 42" for i in range(40)) + "\n")
        shown = last_json(run("tokens", cut, "--segmented", "--row", "1", "--json"))
        check(shown["tokens"] == ["云计算平台", "a/b", "new_york", "供电0"], shown)

        def expect(case, result, code, *parts):
            said = f"{case}: exit code {result.returncode}, said {result.stderr!r}"
            check(result.returncode == code and all(part in result.stderr for part in parts), said)

        bad = write("bad.txt", "台中 5\n云计算 5.5\n")
        for command in (["tokens", source], ["import", source, "--out", path("none")], ["train", source, "--out", path("none")]):
            expect("bad line", run(*command, "--dictionary", bad), BAD_INPUT, "bad.txt, line 2", "5.5")
            expect("no such list", run(*command, "--stop-words", path("none.txt")), NOT_FOUND, "none.txt")
            expect("unknown script", run(*command, "--chinese-script", "cursive"), USAGE, "cursive", "as-written")
        check(not os.path.exists(path("none")) and not os.path.exists(path("none.corpus")), "lists are read before the texts")
        expect("dictionary of segmented texts", run("tokens", cut, "--segmented", "--dictionary", bad), USAGE, "--segmented")
        expect("no such row", run("tokens", source, "--row", "999"), NOT_FOUND, "mixed.csv", "row 999", "240")
        expect("row 0", run("tokens", source, "--row", "0"), USAGE)
        expect("no texts", run("tokens", folder, "--format", "bow"), USAGE, "bow")
        expect("no such row of a corpus", run("tokens", corpus, "--row", "999"), NOT_FOUND, "corpus", "row 999", "rejects.csv")


main()
