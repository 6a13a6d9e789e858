"""PDF files: text, scans, hyphens, what is missing, and what the reader of a PDF may do."""

import os
import shutil
import subprocess
import sys
import tempfile

from reading import Import, check, write


def simple_pdf(lines, picture=False):
    """A PDF of one page with lines of Helvetica, or with nothing but a picture."""
    text = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    content = "q 100 0 0 100 72 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q" if picture else text
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return data.encode("latin-1")


def may_mount():
    return os.getuid() == 0 and subprocess.run(["unshare", "-m", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def without_poppler_data(folder, sample):
    """Imports where the folder of poppler-data is hidden, as on a machine without the package."""
    theta = os.path.abspath(sys.argv[1])
    line = f"mount -t tmpfs none /usr/share/poppler && exec '{theta}' import '{sample}' --out '{folder}/none'"
    result = subprocess.run(["unshare", "-m", "sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False)
    check(result.returncode == 5 and "poppler-data" in result.stderr and "apt install" in result.stderr, result)
    check(not os.path.exists(f"{folder}/none/corpus.json"), "nothing is written")


def main():
    probe, samples = sys.argv[2:4]
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        if not shutil.which("pdftotext"):
            result = Import(write(folder, "a.pdf", simple_pdf(["words"])), path("c"))
            check(result.code == 5 and "poppler-utils" in result.said, result.said)
            print("skipped: pdftotext is not installed (Debian: poppler-utils poppler-data)")
            sys.exit(77)

        lines = ["The words of this long line reach the right margin of the inter-", "national page, and the last one ends early.",
                 "Another paragraph follows here and it is as long as the first line is."]
        text = "The words of this long line reach the right margin of the international page, and the last one ends early."
        for name in ("paper.pdf", "paper.txt", "paper.csv"):
            result = Import(write(folder, name, simple_pdf(lines)), path("c"))
            check(result.texts() == [f"{text}\n\n{lines[2]}"] or result.texts() == [f"{text} {lines[2]}"], result.texts())
            check(result.rows() == [(name, 1)] and result.reading["format"].startswith("PDF"), result.rows())

        Import(write(folder, "scan.pdf", simple_pdf([], picture=True)), path("none")).refused("scan.pdf", "has no text", "OCR")
        Import(write(folder, "cut.pdf", simple_pdf(lines)[:200]), path("none")).refused("cut.pdf")
        Import(write(folder, "no.pdf", b"%PDF-1.4\nnothing"), path("none")).refused("no.pdf", "pdftotext")

        empty = path("empty")
        os.mkdir(empty)
        result = Import(path("paper.pdf"), path("none"), env={"PATH": empty})
        check(result.code == 5 and "poppler-utils" in result.said and not result.exists, result.said)

        # What stands in for pdftotext tries what it must not do, and tells. It may read files: pdftotext has to.
        os.mkdir(path("bin"))
        shutil.copy(probe, path("bin/pdftotext"))
        result = Import(path("paper.pdf"), path("c"), env={"PATH": path("bin")})
        check(result.code == 0, result.said)
        told = dict(line.split(": ") for line in result.texts()[0].split("\n\n") if ": " in line)
        check(len(told) > 50, result.texts())
        readers_own = {"open", "openat", "stat", "mmap to run code", "prlimit64", "setrlimit"}
        allowed = {call for call, answer in told.items() if answer != "refused"}
        check(allowed <= readers_own, f"allowed: {allowed}")

        sample = os.path.join(samples, "zh_reviews_cid_font.pdf")
        if may_mount() and os.path.exists(sample):
            without_poppler_data(folder, sample)


if __name__ == "__main__":
    main()
