"""Spreadsheets and Word files as other libraries write them."""

import datetime
import os
import tempfile

from reading import Import, check, skip

try:
    import docx
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
except ImportError as missing:
    skip(f"{missing.name} is not installed (Debian: python3-openpyxl python3-docx)")

WORDS = ["river stone bridge", "stone bridge water", "bridge water river", "water river stone"]


def workbook(path, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "first"
    sheet.append(["text", "when", "at", "share", "code", "flag", "n"])
    for i, words in enumerate(WORDS):
        sheet.append([words, datetime.date(2020, 2, 27 + i) if i < 3 else None, datetime.datetime(1999, 12, 31, 23, 59, 58), 0.125,
                      7 + i, i % 2 == 0, 1234567.891])
        row = sheet.max_row
        sheet.cell(row, 4).number_format = "0.0%"
        sheet.cell(row, 5).number_format = "00000"
        sheet.cell(row, 7).number_format = "#,##0.00"
    sheet.append([])
    sheet.append(["last river stone", "no date"])
    second = book.create_sheet("第二")
    second.append(["n", "text", "extra"])
    second.append([1, "上海 的 河流 和 桥梁", "x"])
    book.create_sheet("empty")
    hidden = book.create_sheet("hidden")
    hidden.append(["text"])
    hidden.append(["secret words nobody sees"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def spreadsheets(folder):
    def path(name):
        return os.path.join(folder, name)

    groups = ["--text-column", "text"] + [a for c in ("when", "at", "share", "code", "flag", "n") for a in ("--group-column", c)]
    for name, epoch in (("book.xlsx", None), ("mac.xlsx", CALENDAR_MAC_1904)):
        result = Import(workbook(path(name), epoch), path("c"), *groups)
        check(result.code == 0, result.said)
        check(result.columns == ["text", "when", "at", "share", "code", "flag", "n", "extra"], result.columns)
        first = [d for d in result.documents if d["file"] == f"{name} [first]"]
        check([d["row"] for d in first] == [1, 2, 3, 4, 6], "rows as the spreadsheet counts them, without its header")
        check(first[0]["groups"] == ["2020-02-27", "1999-12-31T23:59:58", "12.5%", "00007", "TRUE", "1234567.89"], first[0])
        check(first[2]["groups"][0] == "2020-02-29" and first[3]["groups"][0] == "", "leap day, and no date")
        second = [d for d in result.documents if d["file"] == f"{name} [第二]"]
        check(second == [{**second[0], "row": 1, "text": "上海 的 河流 和 桥梁"}] and second[0]["groups"][5] == "1", second)
        check("hidden" in result.reading["sheets left out"], result.reading)

    hidden = Import(path("book.xlsx"), path("c"), "--sheet", "hidden")
    check(hidden.texts() == ["secret words nobody sees"] and hidden.rows() == [("book.xlsx", 1)], hidden.documents)
    two = Import(path("book.xlsx"), path("c"), "--sheet", "第二", "--sheet", "first", "--text-column", "text")
    check(len(two.documents) == 6, two.documents)
    Import(path("book.xlsx"), path("none"), "--sheet", "third").refused("book.xlsx", "third", "\"first\", \"第二\"")

    # The content decides, whatever the name.
    for name, says in (("book.csv", "csv"), ("book.zip", "zip"), ("book.pdf", "pdf")):
        os.replace(path("book.xlsx"), path(name))
        result = Import(path(name), path("c"), "--text-column", "text")
        check(len(result.documents) == 6 and f"its name says {says}" in result.reading["format"], result.reading)
        os.replace(path(name), path("book.xlsx"))
    Import(path("book.xlsx"), path("none"), "--format", "docx").refused("book.xlsx", "xlsx", "--format docx")
    Import(path("book.xlsx"), path("none"), "--format", "csv").refused("book.xlsx", "xlsx", "--format csv")


def merged_and_formulas(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["text", "place"])
    for words in WORDS:
        sheet.append([words, None])
    sheet["B2"] = "north"
    sheet.merge_cells("B2:B5")
    sheet["A6"] = "=A2&A3"  # openpyxl stores no value
    book.save(os.path.join(folder, "merged.xlsx"))
    result = Import(os.path.join(folder, "merged.xlsx"), os.path.join(folder, "c"), "--text-column", "text", "--group-column", "place")
    check([d["groups"][0] for d in result.documents] == ["north", "", "", ""], result.documents)
    check(result.code == 0 and len(result.documents) == 4, "a formula without a value is an empty cell, its row an empty row")


def word_files(folder):
    document = docx.Document()
    document.add_heading("标题 Title", 0)
    document.add_paragraph("First paragraph with ").add_run("bold").bold = True
    table = document.add_table(rows=2, cols=2)
    for i, word in enumerate(("a", "b", "c", "d")):
        table.cell(i // 2, i % 2).text = word
    document.add_paragraph("")
    document.add_paragraph("最后一段。")
    path = os.path.join(folder, "letter.docx")
    document.save(path)
    for name in ("letter.docx", "letter.txt", "letter"):
        os.replace(path, os.path.join(folder, name))
        path = os.path.join(folder, name)
        result = Import(path, os.path.join(folder, "c"))
        check(result.texts() == ["标题 Title\n\nFirst paragraph with bold\n\na\tb\n\nc\td\n\n最后一段。"], result.texts())
        check(result.rows() == [(name, 1)], result.rows())
    Import(path, os.path.join(folder, "none"), "--sheet", "x").refused("letter", "--sheet")


with tempfile.TemporaryDirectory() as temporary:
    spreadsheets(temporary)
    merged_and_formulas(temporary)
    word_files(temporary)
