"""No label of a figure lies on another or leaves the figure, in the fonts of a browser.

Exit code 77: Chromium is not installed.
"""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from sample import Sample, check

# Slanted labels have boxes larger than they are, so they are only held against the figure's border.
SCRIPT = """
const problems = [];
let seen = 0;
for (const figure of document.querySelectorAll('svg')) {
  const name = figure.querySelector('title').textContent;
  const frame = figure.getBoundingClientRect();
  const texts = [...figure.querySelectorAll('text')];
  const boxes = texts.map(text => text.getBoundingClientRect());
  seen += texts.length;
  texts.forEach((text, i) => {
    const a = boxes[i];
    if (a.left < frame.left || a.right > frame.right || a.top < frame.top || a.bottom > frame.bottom)
      problems.push(`${name}: "${text.textContent}" leaves the figure`);
    if ((text.getAttribute('transform') || '').includes('rotate(-45')) return;
    for (let j = 0; j < i; ++j) {
      if ((texts[j].getAttribute('transform') || '').includes('rotate(-45')) continue;
      const b = boxes[j], slack = 2;
      if (a.left + slack < b.right && b.left + slack < a.right && a.top + 2 * slack < b.bottom && b.top + 2 * slack < a.bottom)
        problems.push(`${name}: "${text.textContent}" lies on "${texts[j].textContent}"`);
    }
  });
}
document.documentElement.dataset.found = JSON.stringify({problems, seen});
"""


def look(chromium, folder, figures):
    page = pathlib.Path(folder, "page.html")
    drawings = "".join(pathlib.Path(figures, name).read_text(encoding="utf-8")
                       for name in sorted(os.listdir(figures)) if name.endswith(".svg"))
    page.write_text(f'<!doctype html><meta charset="utf-8"><body>{drawings}<script>{SCRIPT}</script>', encoding="utf-8")
    command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
               "--window-size=2000,1000", "--virtual-time-budget=3000", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    match = re.search(r'<html[^>]* data-found="([^"]*)"', done.stdout)
    check(match is not None, "the page ran")
    return json.loads(html.unescape(match.group(1)))


def main():
    chromium = shutil.which("chromium")
    if chromium is None:
        print("skipped: install the Debian package chromium to look at the figures in a browser")
        sys.exit(77)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for topics in (2, 6, 36):
            inner = os.path.join(folder, str(topics))
            os.mkdir(inner)
            sample = Sample(inner, topics=topics)
            for language in ("en", "zh"):
                found = look(chromium, folder, sample.export("svg", "--language", language))
                check(found["seen"] > 60, f"{found['seen']} labels seen")
                check(not found["problems"], f"{topics} topics, {language}: " + "; ".join(found["problems"][:10]))


main()
