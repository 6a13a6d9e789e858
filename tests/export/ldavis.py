"""The LDAvis object has exactly its keys, and its numbers are those of a slow recomputation in NumPy."""

import json
import tempfile

from sample import Sample, check, np

TERMS, STEPS = 30, 100


def logs(p):
    return np.log(np.maximum(p, np.finfo(np.float32).tiny))


def divergence(p, q):
    m = (p + q) / 2
    return (p * (logs(p) - logs(m)) + q * (logs(q) - logs(m))).sum() / 2


def principal_coordinates(distances):
    n = len(distances)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    return vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))


def check_map(data, beta, share):
    n = len(share)
    chart = data["mdsDat"]
    check(list(chart) == ["x", "y", "topics", "cluster", "Freq"], list(chart))
    check(chart["topics"] == list(range(1, n + 1)) and chart["cluster"] == [1] * n, "topics and cluster")
    check(np.allclose(chart["Freq"], 100 * share, atol=1e-6), "shares in percent")
    distances = np.array([[divergence(p, q) for q in beta] for p in beta])
    ours, slow = np.array([chart["x"], chart["y"]]).T, principal_coordinates(distances)
    check(np.allclose(np.abs(ours), np.abs(slow), atol=1e-4), f"places\n{ours}\n{slow}")


def check_terms(data, vocabulary, beta, share, uses):
    info = data["tinfo"]
    check(list(info) == ["Term", "Freq", "Total", "Category", "logprob", "loglift"], list(info))
    check(len({len(column) for column in info.values()}) == 1, "columns of one length")
    index = {word: v for v, word in enumerate(vocabulary)}
    lift = logs(beta) - np.log(uses / uses.sum())
    of_word = beta * share[:, None]
    of_word /= of_word.sum(0)
    given = beta / beta.sum(0)
    saliency = uses / uses.sum() * (given * np.log(given / share[:, None])).sum(0)
    shown = set()
    for k in range(-1, len(share)):
        rows = [i for i, name in enumerate(info["Category"]) if name == ("Default" if k < 0 else f"Topic{k + 1}")]
        words = [index[info["Term"][i]] for i in rows]
        shown |= set(words)
        column = {name: np.array([info[name][i] for i in rows]) for name in ("Freq", "Total", "logprob", "loglift")}
        check(np.allclose(column["Total"], uses[words]), "Total is the count in the corpus")
        if k < 0:
            wanted = np.argsort(-saliency, kind="stable")[:TERMS]
            check(np.allclose(saliency[words], saliency[wanted], rtol=1e-5), "the start view goes by saliency")
            check(list(column["logprob"]) == list(range(len(rows), 0, -1)) == list(column["loglift"]), "their ranks")
            continue
        wanted = set()
        for step in range(STEPS + 1):
            relevance = step / STEPS * logs(beta[k]) + (1 - step / STEPS) * lift[k]
            wanted |= set(np.argsort(-relevance, kind="stable")[:TERMS])
        check(set(words) == wanted, f"relevant terms of topic {k + 1}: {set(words) ^ wanted}")
        check(np.allclose(column["logprob"], logs(beta[k, words]), atol=6e-5), "logprob")
        check(np.allclose(column["loglift"], lift[k, words], atol=1.1e-4), "loglift")
        check(np.allclose(column["Freq"], uses[words] * of_word[k, words], rtol=1e-5), "uses in the topic")
    return shown, of_word


def check_tokens(data, vocabulary, of_word, uses, shown):
    table = data["token.table"]
    check(list(table) == ["Topic", "Freq", "Term"], list(table))
    slow = []
    for v in sorted(shown, key=lambda v: vocabulary[v].encode()):
        for k in range(len(of_word)):
            if uses[v] * of_word[k, v] >= 0.5:
                slow.append((k + 1, vocabulary[v], np.round(uses[v] * of_word[k, v]) / uses[v]))
    check(list(zip(table["Topic"], table["Term"])) == [(k, term) for k, term, _ in slow], "terms and topics")
    check(np.allclose(table["Freq"], [share for _, _, share in slow]), "shares of each term")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        with open(sample.export("ldavis"), encoding="utf-8") as file:
            data = json.load(file)
        check(list(data) == ["mdsDat", "tinfo", "token.table", "R", "lambda.step", "plot.opts", "topic.order"], list(data))
        check(data["R"] == TERMS and data["lambda.step"] == 0.01 and data["plot.opts"] == {"xlab": "PC1", "ylab": "PC2"}, "settings")
        share = (sample.theta.astype(float) * sample.tokens[:, None]).sum(0) / sample.tokens.sum()
        order = np.argsort(-share, kind="stable")
        check(data["topic.order"] == [int(k) + 1 for k in order], "order by share")
        beta, share = sample.beta.astype(float)[order], share[order] / share.sum()
        uses = np.maximum(sample.counts.sum(0), 1).astype(float)
        check_map(data, beta, share)
        shown, of_word = check_terms(data, sample.vocabulary, beta, share, uses)
        check_tokens(data, sample.vocabulary, of_word, uses, shown)


main()
