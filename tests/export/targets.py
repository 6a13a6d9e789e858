"""An export appears whole or not at all, replaces only exports of its own kind, and says what is wrong."""

import json
import os
import resource
import tempfile

from sample import Sample, check, run

USAGE, BAD_INPUT, NOT_FOUND, FULL, NOT_ALLOWED = 2, 4, 5, 6, 8
KINDS = {"csv": True, "xlsx": False, "jsonl": True, "npz": False, "safetensors": False, "mallet": True, "ldavis": False,
         "dfr": True, "html": False, "svg": True}  # name: is a folder


def contents(path):
    """Every byte at the path, by name."""
    if not os.path.isdir(path):
        with open(path, "rb") as file:
            return file.read()
    return {name: contents(os.path.join(path, name)) for name in sorted(os.listdir(path))}


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)

        def export(kind, out, *options, preexec=None):
            return run("export", sample.model, "--format", kind, "--out", out, "--corpus", sample.corpus, *options,
                       preexec=preexec)

        def expect(what, result, code, *parts):
            said = f"{what}: exit code {result.returncode}: {result.stderr}"
            check(result.returncode == code and all(part in result.stderr for part in parts), said)

        written = {}
        for kind, is_folder in KINDS.items():
            out = written[kind] = sample.path(f"first.{kind}")
            expect(kind, export(kind, out), 0)
            check(os.path.isdir(out) == is_folder, kind)
            before = contents(out)
            expect(f"{kind} again", export(kind, out), 0)
            check(contents(out) == before, f"{kind}: the same bytes again")
            check(not any(name.endswith((".partial", ".former", ".part")) for name in os.listdir(folder)), kind)

        for kind, is_folder in KINDS.items():
            other = next(k for k, f in KINDS.items() if f == is_folder and k != kind)
            before = contents(written[other])
            expect(f"{kind} over {other}", export(kind, written[other]), USAGE, "no earlier export", "--force")
            wrong = next(k for k, f in KINDS.items() if f != is_folder)
            expect(f"{kind} over {wrong}", export(kind, written[wrong], "--force"), USAGE, written[wrong])
            check(contents(written[other]) == before, "what was there is left alone")
        expect("force", export("csv", written["jsonl"], "--force"), 0)
        check("documents.csv" in os.listdir(written["jsonl"]), "--force replaces")
        os.makedirs(sample.path("own/thing"))
        expect("a folder of somebody", export("csv", sample.path("own")), USAGE, "own")

        expect("unknown format", export("parquet", sample.path("x")), USAGE, "parquet", "csv")
        expect("no corpus", run("export", sample.model, "--format", "mallet", "--out", sample.path("x")), USAGE, "--corpus")
        expect("texts without a corpus", run("export", sample.model, "--format", "csv", "--out", sample.path("x"), "--texts"), USAGE, "--corpus")
        expect("texts in arrays", export("npz", sample.path("x"), "--texts"), USAGE, "--texts")
        expect("bom without CSV", export("npz", sample.path("x"), "--bom"), USAGE, "--bom")
        expect("a language", export("svg", sample.path("x"), "--language", "fr"), USAGE, "fr")
        expect("no model", run("export", folder, "--format", "csv", "--out", sample.path("x")), NOT_FOUND, folder)
        with open(sample.path("other.csv"), "w", encoding="utf-8") as file:
            file.write("text\n" + "tea milk sugar cup\n" * 40)
        expect("other corpus", run("import", sample.path("other.csv"), "--out", sample.path("other"), "--max-share", "1"), 0)
        expect("another corpus", run("export", sample.model, "--format", "csv", "--out", sample.path("x"), "--corpus", sample.path("other")),
               BAD_INPUT, "other", "not the corpus")
        check(not os.path.exists(sample.path("x")) and not os.path.exists(sample.path("x.partial")), "refusals leave nothing")

        # A file size limit stands in for a disk that is full: writes fail the same way.
        for kind in KINDS:
            limit = 3_000 if kind != "xlsx" else 30_000

            def small_files():
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            expect(f"full disk, {kind}", export(kind, sample.path(f"full.{kind}"), preexec=small_files), FULL, "full")
            left = [name for name in os.listdir(folder) if name.startswith("full.")]
            check(not left, f"full disk, {kind}: left {left}")
        result = export("csv", "/proc/theta/out")
        check(result.returncode in (NOT_FOUND, NOT_ALLOWED, 1) and "/proc" in result.stderr, result.stderr)
        if os.getuid() != 0:
            os.makedirs(sample.path("locked"), 0o555)
            expect("read-only folder", export("csv", sample.path("locked/out")), NOT_ALLOWED, "locked")

        summary = json.loads(export("csv", sample.path("last"), "--json").stdout.splitlines()[-1])
        check(summary["format"] == "csv" and summary["documents"] == 300 and summary["topics"] == 6, summary)
        sizes = {entry["name"]: entry["bytes"] for entry in summary["files"]}
        check(sizes == {name: len(data) for name, data in contents(sample.path("last")).items()}, "files and their sizes")

        # Models of older releases do not tell how long documents are.
        path = os.path.join(sample.model, "documents.csv")
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text[:len(text) // 2])
        expect("a damaged model", export("csv", sample.path("x")), BAD_INPUT, "documents.csv")


main()
