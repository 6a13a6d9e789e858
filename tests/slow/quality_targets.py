"""The default recipe keeps its quality on real corpora: means over seeds 1-3 of bench/train/quality.py."""

import json
import os
import subprocess
import sys

THETA, QUALITY, DATA = sys.argv[1:]

# corpus -> figure -> (least, most); None means unbounded. MALLET's LDA and the published ETM stand behind them
# (docs/design/0001-first-topics.md).
TARGETS = {
    "20ng_etm_v3072": {"npmi": (0.238, None), "topic_diversity": (0.69, None), "perplexity": (None, 1510)},
    "octis_BBC_News": {"npmi": (0.23, None), "perplexity": (None, 870), "purity": (0.90, None)},
    "20ng_topmost_v5000": {"purity": (0.384, None), "nmi": (0.348, None)},
    "zh_online_shopping": {"npmi": (0.185, None), "perplexity": (None, 670), "purity": (0.76, None)},
    "stackoverflow_titles": {"npmi": (0.04, None), "purity": (0.71, None)},
}


def main():
    if not os.path.isdir(os.path.join(DATA, "bow")):
        print(f"skipped: no corpora in {DATA}")
        sys.exit(77)
    done = subprocess.run(["/usr/bin/python3", QUALITY, THETA, DATA], stdout=subprocess.PIPE, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    failures = []
    for line in (line for line in lines if "mean" in line):
        print(json.dumps(line))
        for figure, (least, most) in TARGETS[line["corpus"]].items():
            value = line["mean"][figure]
            if (least is not None and value < least) or (most is not None and value > most):
                failures.append(f"{line['corpus']}: {figure} {value}, wanted {least or ''}..{most or ''}")
        if line["mean"]["similar"] > 0:
            failures.append(f"{line['corpus']}: two topics share more than half of their top ten words")
    missing = set(TARGETS) - {line["corpus"] for line in lines}
    if missing or failures:
        sys.exit("FAILED: " + "; ".join([*failures, *(f"no result of {name}" for name in sorted(missing))]))


main()
