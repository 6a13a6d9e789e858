"""Every sample file imports with its rows, and its Chinese is intact."""

import os
import sys
import tempfile

from reading import Import, check, skip, squeeze

SAMPLES = sys.argv[2]


def main():
    if not os.path.isdir(SAMPLES):
        skip("the sample files are not there")
    with open(os.path.join(SAMPLES, "zh_reviews_utf8.txt"), encoding="utf-8") as file:
        reviews = file.read().splitlines()
    with open(os.path.join(SAMPLES, "en_speech_utf8.txt"), encoding="utf-8") as file:
        speech = file.read()

    with tempfile.TemporaryDirectory() as folder:
        def read(name, *options):
            result = Import(os.path.join(SAMPLES, name), os.path.join(folder, name), "--max-share", "1", *options)
            check(result.code in (0, 3), f"{name}: {result.said}")
            return result

        for name, rows in (("csv_gbk.csv", 60), ("csv_semicolon_latin1.csv", 60), ("csv_utf8_bom_quoted_newlines.csv", 60),
                           ("docs.jsonl", 10), ("tsv_utf8.tsv", 100), ("folder_of_txt.zip", 13),
                           ("reviews_two_sheets.xlsx", 100)):
            result = read(name)
            total = len(result.documents) + len(result.rejects)
            check(total == rows, f"{name}: {total} rows instead of {rows}")
        check(read("csv_semicolon_latin1.csv").columns[2] == "catégorie", "the third header")
        check(all("2010" <= d["time"][:4] <= "2021" for d in read("csv_gbk.csv").documents), "years of csv_gbk.csv")

        for name in ("zh_reviews_utf8.txt", "zh_reviews_gbk.txt", "zh_reviews_utf16le_bom.txt"):
            check(read(name).texts() == reviews, f"{name}: 60 lines of intact Chinese")

        sheet = read("reviews_two_sheets.xlsx", "--sheet", "reviews")
        check(sheet.texts() == reviews and sheet.rows() == [("reviews_two_sheets.xlsx", i + 1) for i in range(60)], "sheet reviews")
        check(sheet.columns == ["text", "label", "date", "stars"], sheet.columns)
        check(all(len(d["time"]) == 10 and d["time"][4] == "-" for d in sheet.documents), "dates are ISO")
        both = read("reviews_two_sheets.xlsx")
        files = {d["file"] for d in both.documents}
        check(files == {"reviews_two_sheets.xlsx [reviews]", "reviews_two_sheets.xlsx [tweets]"}, files)

        paragraphs = read("zh_reviews.docx").texts()[0].split("\n\n")
        check(len(paragraphs) == 61, f"{len(paragraphs)} paragraphs")
        check([p.split("：", 1)[1] for p in paragraphs[1:]] == reviews, "paragraphs of zh_reviews.docx")
        paragraphs = read("en_speech.docx").texts()[0].split("\n\n")
        check([p for p in paragraphs if p in speech.strip().split("\n\n")] == speech.strip().split("\n\n"), "14 paragraphs in order")
        check(paragraphs[-3:] == ["year\tcountry", "1991\tUSA", "1992\tFRA"], "the table")

        for name in ("zh_reviews_embedded_font.pdf", "zh_reviews_cid_font.pdf"):
            text = squeeze(read(name).texts()[0])
            title = text[:len(text) - len(squeeze("".join(reviews)))]
            check(text == title + squeeze("".join(reviews)) and len(title) < 20, f"{name}: its text equals the .txt")
        check(squeeze(speech) in squeeze(read("en_speech.pdf").texts()[0]), "en_speech.pdf: its words equal the .txt")

        names = [d["file"] for d in read("folder_of_txt.zip").documents]
        check(names[-1] == "speeches/中文/评论.txt" and names == sorted(names), names)


main()
