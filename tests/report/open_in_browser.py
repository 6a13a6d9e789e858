"""Opens sample reports in headless Chromium and uses them (drive.js).

usage: open_in_browser.py <sample_report program> <drive.js>
Exit code 77: Chromium is not installed.
"""

import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# language, topics, full, lda, bare or edited, address, topic and lambda that the address must choose
CASES = [
    ("en", 20, "full", "#topic=7&lambda=0.3&lang=en", "7", "λ 0.3"),
    ("zh", 10, "full", "#topic=4&lang=zh", "4", "λ 0.6"),
    ("en", 20, "edited", "#topic=25&lambda=0.3", "25", "λ 0.3"),
    ("zh", 12, "edited", "#topic=1", "1", "λ 0.6"),
    ("en", 50, "full", "#topic=99&lambda=7", None, "λ 0.6"),
    ("en", 2, "full", "", None, "λ 0.6"),
    ("en", 1, "bare", "#topic=-1", "0", "λ 0.6"),
    ("zh", 1, "full", "", "0", "λ 0.6"),
    ("zh", 12, "bare", "", None, "λ 0.6"),
    ("en", 8, "lda", "", None, "λ 0.6"),
    ("zh", 8, "lda", "", None, "λ 0.6"),
]
# What the methods must say, must not say, and the panels of the training curve.
ETM_SERIES = ["loss", "reconstruction", "kl", "validation_perplexity"]
METHODS = {
    "full": (["Dieng, Ruiz & Blei, 2020", "Dieng、Ruiz 与 Blei，2020", "dieng2020topic"], "blei2003latent", ETM_SERIES),
    "lda": (["Blei, Ng & Jordan, 2003", "Blei、Ng 与 Jordan，2003", "Griffiths & Steyvers, 2004", "Wallach、Mimno 与 McCallum，2009",
             "300 sweeps over all words", "blei2003latent", "griffiths2004finding", "wallach2009rethinking"],
            "dieng2020topic", ["log_likelihood"]),
}


def open_page(chromium, folder, page, address):
    command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
               f"--user-data-dir={folder}/profile", "--window-size=1400,1000", "--virtual-time-budget=3000",
               "--dump-dom", page.as_uri() + address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, console


def check(found, topics, kind, topic, shown_lambda):
    problems = list(found["problems"])
    wanted = {"circles": topics, "rows": topics, "terms": 30, "images": 0, "ready": "true"}
    problems += [f"{name}: {found[name]}, not {value}" for name, value in wanted.items() if found[name] != value]
    if found["timePanels"] != (topics if kind != "bare" else 0):
        problems.append(f"{found['timePanels']} panels of time")
    if kind in METHODS:
        said, unsaid, series = METHODS[kind]
        problems += [f"the methods lack {part}" for part in said if part not in found["methods"]]
        if unsaid in found["methods"]:
            problems.append(f"the methods cite {unsaid}")
        if found["series"] != series:
            problems.append(f"the training curve shows {found['series']}")
    if (found["marks"] > 0) != (kind != "bare" and topics > 1):
        problems.append(f"{found['marks']} marked words in the passages")
    if (found["edits"] > 0) != (kind == "edited"):
        problems.append(f"{found['edits']} edits are listed")
    if topic is not None and found["start"]["topic"] != topic:
        problems.append(f"starts with topic {found['start']['topic']}, not {topic}")
    if found["start"]["lambda"] != shown_lambda:
        problems.append(f"starts with {found['start']['lambda']}, not {shown_lambda}")
    return problems


def run_case(chromium, program, driver, folder, case):
    language, topics, kind, address, topic, shown_lambda = case
    page = folder / f"{language}_{topics}_{kind}.html"
    subprocess.run([program, language, str(topics), kind, str(page)], check=True)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", f'<script type="module">{driver}</script></body>'), encoding="utf-8")
    dom, console = open_page(chromium, folder, page, address)
    match = re.search(r'<html[^>]* data-found="([^"]*)"', dom)
    if match is None:
        return ["the page could not be used"] + console
    return console + check(json.loads(html.unescape(match.group(1))), topics, kind, topic, shown_lambda)


def main():
    chromium = shutil.which("chromium")
    if chromium is None:
        print("skipped: install the Debian package chromium to open the report in a browser")
        return 77
    driver = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    failed = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for case in CASES:
            problems = run_case(chromium, sys.argv[1], driver, pathlib.Path(name), case)
            print(case[:4], "; ".join(problems) or "as expected")
            failed += bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
