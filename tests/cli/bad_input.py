"""Bad input ends with the right exit code and a sentence that names the file (and the row), and leaves no model."""

import os
import resource
import tempfile

from program import check, run, speeches

USAGE, SKIPPED, BAD_INPUT, NOT_FOUND, FULL, NOT_ALLOWED = 2, 3, 4, 5, 6, 8


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def expect(case, result, code, *parts, out=None):
    said = f"{case}: exit code {result.returncode}, said {result.stderr!r}"
    check(result.returncode == code, f"{said}; exit code {code} was expected")
    for part in parts:
        check(part in result.stderr, f"{said}; \"{part}\" was expected in it")
    if out:
        check(not os.path.exists(os.path.join(out, "manifest.json")), f"{case}: left a model")


def train(path, out, *options):
    return run("train", path, "--out", out, "--epochs", "3", *options)


def main():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        cases = [
            ("empty file", "empty.csv", "", BAD_INPUT, ["empty.csv"]),
            ("header only", "header.csv", "text,year\n", BAD_INPUT, ["header.csv"]),
            ("only punctuation", "dots.csv", "text,n\n...,1\n!!!,2\n", BAD_INPUT, ["dots.csv", "row 1"]),
            ("binary file", "binary.csv", bytes(range(256)) * 20, BAD_INPUT, ["binary.csv"]),
            ("gzip that is cut", "cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03abc", BAD_INPUT, ["cut.csv.gz"]),
            ("100 MB on one line", "line.csv", b"text,n\n" + b"x" * 100_000_000, BAD_INPUT, ["line.csv", "row 1"]),
            ("damaged spreadsheet", "book.xlsx", b"PK\x03\x04 cut", BAD_INPUT, ["book.xlsx", "damaged"]),
            ("old spreadsheet", "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BAD_INPUT, ["old.xls", ".xlsx", "CSV"]),
            ("broken JSON", "bad.jsonl", "{\n[\n", BAD_INPUT, ["bad.jsonl"]),
        ]
        for case, name, content, code, parts in cases:
            expect(case, train(write(folder, name, content), out), code, *parts, out=out)

        good = write(folder, "good.csv", speeches(200))
        expect("missing column", train(good, out, "--text-column", "body"), BAD_INPUT, "body", "text, year, theme", out=out)
        expect("more topics than documents", train(good, out, "--topics", "5000"), BAD_INPUT, "--topics 5000", out=out)
        fresh = os.path.join(folder, "fresh")
        expect("no topics", train(good, fresh, "--topics", "0"), USAGE, "--topics 0", out=fresh)
        expect("nothing to resume", train(good, fresh, "--resume"), NOT_FOUND, "fresh", "--resume", out=fresh)
        check(not os.path.exists(fresh + ".corpus"), "options are checked before the file is read")
        expect("loss that explodes", train(good, fresh, "--model", "etm", "--learning-rate", "1e30"), 1, "in epoch", "batch 1 of 1", out=fresh)
        check(not os.path.exists(fresh + ".partial"), "no empty folder is left behind")
        expect("no such file", train(os.path.join(folder, "none.csv"), out), NOT_FOUND, "none.csv")
        expect("unknown option", run("train", good, "--colour", "red"), USAGE)
        expect("unknown command", run("paint"), USAGE)
        expect("unknown recipe", train(good, out, "--recipe", "secret"), USAGE, "secret", out=out)
        expect("unknown encoding", train(good, out, "--encoding", "klingon"), USAGE, "klingon", out=out)
        expect("no model", run("infer", folder, "--text", "x"), NOT_FOUND, folder)
        expect("no corpus", run("evaluate", folder, "--corpus", folder), NOT_FOUND, folder)
        expect("report of nothing", run("report", folder, "--out", os.path.join(folder, "r.html")), NOT_FOUND, folder)

        rows = speeches(60) + "...,1999,theme0\n" + ",1999,theme0\n"
        expect("some rows cannot be used", train(write(folder, "some.csv", rows), out), SKIPPED, "some.csv, row 61")
        with open(os.path.join(folder, "out.corpus", "rejects.csv"), encoding="utf-8") as file:
            check(len(file.readlines()) == 3, "two rejects are listed")

        one_word = "text\n" + "\n".join(["apple", "bread", "apple", "cheese"] * 30) + "\n"
        result = train(write(folder, "words.csv", one_word), os.path.join(folder, "words"))
        check(result.returncode in (0, SKIPPED), f"documents of one word: {result.stderr}")

        nul = speeches(60).replace("ship", "sh\0ip", 1)
        result = train(write(folder, "nul.csv", nul), os.path.join(folder, "nul"))
        check(result.returncode in (0, SKIPPED), f"NUL byte in a text: {result.stderr}")

        broken = speeches(60).encode() + b"\xff\xfe\xff\xfe\xff\xfe\xc3\x28\xff,1999,theme1\n"
        expect("broken UTF-8", train(write(folder, "broken.csv", broken), os.path.join(folder, "broken"), "--encoding", "utf-8"),
               SKIPPED, "broken.csv, row 61")

        # A file size limit stands in for a disk that is full: writes fail the same way.
        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        result = run("train", good, "--out", out + "2", "--epochs", "3", preexec=small_files)
        check(result.returncode == FULL and "out2" in result.stderr, f"full disk: {result.returncode} {result.stderr}")
        check(not os.path.exists(out + "2/manifest.json"), "full disk: left a model")

        locked = os.path.join(folder, "locked")
        os.mkdir(locked)
        os.chmod(locked, 0o555)
        if os.getuid() == 0:
            result = run("train", good, "--out", "/proc/theta/out", "--epochs", "3")
            check(result.returncode in (NOT_FOUND, NOT_ALLOWED, 1) and "/proc" in result.stderr, f"read-only folder: {result.stderr}")
        else:
            expect("read-only folder", train(good, os.path.join(locked, "out")), NOT_ALLOWED, "locked")


main()
