"""Opens sample reports in headless Chromium and uses them (drive.js).

usage: open_in_browser.py <sample_report program> <drive.js>
Exit code 77: Chromium is not installed.
"""

import http.server
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

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
    ("en", 20, "dynamic", "", None, "λ 0.6"),
    ("zh", 8, "dynamic", "", None, "λ 0.6"),
    ("en", 8, "lda", "", None, "λ 0.6"),
    ("zh", 8, "lda", "", None, "λ 0.6"),
]
# What the methods must say, must not say, and the panels of the training curve.
ETM_SERIES = ["loss", "reconstruction", "kl", "validation_perplexity"]
METHODS = {
    "dynamic": (["Dieng, Ruiz & Blei, 2019", "Dieng、Ruiz 与 Blei，2019", "over 60 slices of time", "dieng2019dynamic", "monroe2008fightin"],
                "blei2003latent", ETM_SERIES),
    "full": (["Dieng, Ruiz & Blei, 2020", "Dieng、Ruiz 与 Blei，2020", "dieng2020topic"], "blei2003latent", ETM_SERIES),
    "lda": (["Blei, Ng & Jordan, 2003", "Blei、Ng 与 Jordan，2003", "Griffiths & Steyvers, 2004", "Wallach、Mimno 与 McCallum，2009",
             "300 sweeps over all words", "blei2003latent", "griffiths2004finding", "wallach2009rethinking"],
            "dieng2020topic", ["log_likelihood"]),
}


class Post(http.server.BaseHTTPRequestHandler):
    """Serves one page, and takes what its driver found. Pictures take real time, so no made-up clock will do."""

    def do_GET(self):
        self.reply(self.server.page)

    def do_POST(self):
        self.server.found = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.reply(b"")
        self.server.done.set()

    def reply(self, content):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def open_page(chromium, folder, page, address):
    """What the driver found, or None, and what the browser's console said."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Post) as server, open(folder / "console", "w+b") as console:
        server.page, server.found, server.done = page.read_bytes(), None, threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--no-proxy-server",
                   f"--user-data-dir={folder}/profile", "--window-size=1400,1000", f"http://127.0.0.1:{server.server_port}/{address}"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=console)
        server.done.wait(timeout=120)
        browser.terminate()
        browser.wait()
        server.shutdown()
        console.seek(0)
        said = [line for line in console.read().decode(errors="replace").splitlines() if "CONSOLE" in line]
        return server.found, said


def check(found, topics, kind, topic, shown_lambda):
    problems = list(found["problems"])
    wanted = {"circles": topics, "rows": topics, "terms": 30, "images": 0, "ready": "true"}
    problems += [f"{name}: {found[name]}, not {value}" for name, value in wanted.items() if found[name] != value]
    if found["timePanels"] != (topics if kind != "bare" else 0):
        problems.append(f"{found['timePanels']} panels of time")
    if found["lives"] != (topics if kind != "bare" else 0):
        problems.append(f"{found['lives']} topics are told as rising, falling or steady")
    if found["drift"] != (kind == "dynamic"):
        problems.append("word drift is shown" if found["drift"] else "word drift is missing")
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
    found, console = open_page(chromium, folder, page, address)
    if found is None:
        return ["the page could not be used"] + console
    return console + check(json.loads(found), topics, kind, topic, shown_lambda)


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
