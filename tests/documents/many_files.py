"""ZIPs and folders with files of all kinds: the same rows from both, under names in any encoding."""

import gzip
import io
import os
import tempfile
import zipfile

from pdf import simple_pdf
from reading import Import, check, skip, write

try:
    import docx
    import openpyxl
except ImportError as missing:
    skip(f"{missing.name} is not installed (Debian: python3-openpyxl python3-docx)")


def saved(thing):
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def files():
    book = openpyxl.Workbook()
    book.active.append(["label", "text"])
    book.active.append(["x", "words in a spreadsheet"])
    book.create_sheet("b").append(["text"])
    book["b"].append(["words in its second sheet"])
    letter = docx.Document()
    letter.add_paragraph("words in a letter")
    return {
        "a/table.csv": "text,year\nwords in a table,2001\n\nmore words in it,2002\n",
        "a/table.tsv": "year\ttext\n1999\twords between tabs\n".encode("utf-16"),
        "b/lines.jsonl": '{"text": "words in json", "label": "y"}\n{"broken\n',
        "b/note.txt": "words in\na note".encode(),
        "b/中文.txt": "中文 的 词语".encode("gb18030"),
        "book.xlsx": saved(book),
        "letter.docx": saved(letter),
        "looks_like.txt": saved(book),
        "paper.pdf": simple_pdf(["Words in a paper that is long enough."]),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "README.md": "not a text to read",
        ".hidden.txt": "hidden words",
        "__MACOSX/._note.txt": "words of a machine",
    }


EXPECTED = [
    ("a/table.csv", 1, "words in a table"), ("a/table.csv", 3, "more words in it"), ("a/table.tsv", 1, "words between tabs"),
    ("b/lines.jsonl", 1, "words in json"), ("b/note.txt", 4, "words in\na note"), ("b/中文.txt", 5, "中文 的 词语"),
    ("book.xlsx [Sheet]", 1, "words in a spreadsheet"), ("book.xlsx [b]", 1, "words in its second sheet"),
    ("letter.docx", 7, "words in a letter"), ("looks_like.txt [Sheet]", 1, "words in a spreadsheet"),
    ("looks_like.txt [b]", 1, "words in its second sheet"), ("paper.pdf", 10, "Words in a paper that is long enough."),
]


def expect_all(result, prefix=""):
    rows = [(d["file"], d["row"], d["text"]) for d in result.documents]
    check(rows == [(prefix + file, row, text) for file, row, text in EXPECTED], rows)
    check(result.columns == ["text", "year", "label"], result.columns)
    rejects = [(r["file"], r["row"]) for r in result.rejects]
    check(rejects == [(prefix + "b/lines.jsonl", "2"), (prefix + "old.doc", "9")], result.rejects)
    check("save it as" in result.rejects[1]["reason"], result.rejects)
    check(result.code == 3 and "2 files" in result.reading["left out"] and "README.md" in result.reading["left out"], result.reading)


def zipped(contents, name_bytes=None):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    data = stream.getvalue()
    for name, raw in (name_bytes or {}).items():
        check(len(name) == len(raw), "names are replaced by names of the same length")
        data = data.replace(name.encode(), raw)
    return data


def main():
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        columns = ["--text-column", "text", "--time-column", "year", "--label-column", "label"]
        for name, content in files().items():
            write(folder, "all/" + name, content)
        expect_all(Import(path("all"), path("c"), *columns))
        expect_all(Import(write(folder, "all.zip", zipped(files())), path("c"), *columns))
        # In any order in the ZIP; the order of names counts.
        expect_all(Import(write(folder, "back.zip", zipped(dict(reversed(files().items())))), path("c"), *columns))

        # A ZIP in a folder is read, one in a ZIP is not.
        write(folder, "outer/inner.zip", zipped({"a.txt": "words in a zip"}))
        write(folder, "outer/b.csv.gz", gzip.compress(b"text\nwords in gzip\n"))
        result = Import(path("outer"), path("c"))
        check([d["file"] for d in result.documents] == ["b.csv.gz", "inner.zip/a.txt"], result.documents)
        nested = zipped({"inner.zip": zipped({"a.txt": "words in a zip"}), "b.txt": "words beside it", "c.csv.gz": gzip.compress(b"x")})
        result = Import(write(folder, "nested.zip", nested), path("c"))
        check(result.texts() == ["words beside it"], result.documents)
        check([r["file"] for r in result.rejects] == ["inner.zip", "c.csv.gz"] or [r["file"] for r in result.rejects] == ["c.csv.gz", "inner.zip"], result.rejects)
        check(all("unpack it first" in r["reason"] for r in result.rejects), result.rejects)

        # Names as Windows writes them in China, and as DOS wrote them in Europe.
        gbk = zipped({"AABB/CCDD1.txt": "river stone", "AABB/EEFF2.txt": "stone bridge"},
                     {"AABB": "评论".encode("gbk"), "CCDD": "时间".encode("gbk"), "EEFF": "报道".encode("gbk")})
        names = {d["file"] for d in Import(write(folder, "gbk.zip", gbk), path("c")).documents}
        check(names == {"评论/时间1.txt", "评论/报道2.txt"}, names)
        dos = zipped({"cafX.txt": "river stone"}, {"cafX": b"caf\x82"})
        names = {d["file"] for d in Import(write(folder, "dos.zip", dos), path("c")).documents}
        check(names == {"café.txt"}, names)

        # An office file forced to be looked at as something else is refused; a ZIP is told by content too.
        result = Import(write(folder, "zip.csv", zipped({"a.txt": "river stone"})), path("c"))
        check(result.texts() == ["river stone"], result.said)
        Import(write(folder, "empty.zip", zipped({})), path("none")).refused("empty.zip", "holds no")
        Import(write(folder, "pictures.zip", zipped({"a.png": b"\x89PNG\0\0"})), path("none")).refused("pictures.zip", "holds no")


main()
