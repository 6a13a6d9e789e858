"""Files that were made to do harm, or are broken: refused with a sentence or read, in bounded memory and time, with
nothing written."""

import io
import os
import random
import struct
import tempfile
import time
import zipfile

from pdf import simple_pdf
from reading import MOST_MEMORY_MB, Import, check, import_measured, write

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{}" ContentType='
         '"application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>')
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(identity, kind, target):
    return f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def archive(entries, level=9):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        for name, content in entries:
            file.writestr(name, content)
    return stream.getvalue()


def workbook(sheet, strings=None):
    links = relation("r1", "worksheet", "sheet.xml") + (relation("r2", "sharedStrings", "strings.xml") if strings else "")
    entries = [("[Content_Types].xml", TYPES.format("xl/workbook.xml", "spreadsheetml.sheet")),
               ("_rels/.rels", RELATIONS.format(relation("r1", "officeDocument", "xl/workbook.xml"))),
               ("xl/workbook.xml", f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
               ("xl/_rels/workbook.xml.rels", RELATIONS.format(links)), ("xl/sheet.xml", sheet)]
    return archive(entries + ([("xl/strings.xml", strings)] if strings else []), level=1 if strings else 9)


def letter(document):
    return archive([("[Content_Types].xml", TYPES.format("word/document.xml", "wordprocessingml.document")),
                    ("_rels/.rels", RELATIONS.format(relation("r1", "officeDocument", "word/document.xml"))),
                    ("word/document.xml", document)])


def with_declared_size(data, size):
    """Changes the unpacked size of the only entry, in its own header and in the directory."""
    directory = data.index(b"PK\x01\x02")
    data = data[:22] + struct.pack("<I", size) + data[26:]
    return data[:directory + 24] + struct.pack("<I", size) + data[directory + 28:]


def with_zip64_size(name, size):
    """A ZIP whose only entry declares a size beyond 4 GiB in a ZIP64 field."""
    extra = struct.pack("<HHQQ", 1, 16, size, 5)
    entry = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 0, 0, 0x5821, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)) + name + extra + b"hello"
    directory = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45 | 3 << 8, 45, 0, 0, 0, 0x5821, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name),
                            len(extra), 0, 0, 0, 0o100644 << 16, 0) + name + extra
    return entry + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(directory), len(entry), 0)


def with_overlap(copies):
    """One compressed kernel, listed many times in the directory."""
    data = archive([("000000.txt", "0" * 1_000_000)])
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    one = data[start:end]
    directory = b"".join(one.replace(b"000000.txt", b"%06d.txt" % i) for i in range(copies))
    return data[:start] + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, copies, copies, len(directory), start, 0)


def with_raw_name(data, old, new):
    return data.replace(old, new)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "' + "a" * 1000 + '">' + "".join(
    f'<!ENTITY {chr(98 + i)} "' + f"&{chr(97 + i)};" * 10 + '">' for i in range(9)) + "]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
CELL = '<row><c t="inlineStr"><is><t>text</t></is></c></row><row><c t="inlineStr"><is><t>&j;</t></is></c></row>'


def cases():
    million = "0" * 1_000_000
    yield "a ZIP bomb", "bomb.zip", archive([("a.txt", million * 60)]), ["bomb.zip", "200 times"]
    yield "a bomb that hides its size", "liar.zip", with_declared_size(archive([("a.txt", million * 40)]), 1000), ["liar.zip"]
    inner = archive([("a.txt", million * 30)])
    for _ in range(5):
        inner = archive([(f"{i}.zip", inner) for i in range(10)])
    yield "ZIPs inside each other", "nested.zip", inner, ["nested.zip", "ZIP inside a ZIP"]
    yield "overlapping entries", "overlap.zip", with_overlap(2000), ["overlap.zip", "overlap"]
    yield "5 GB by its own account", "five.zip", with_zip64_size(b"a.txt", 5_000_000_000), ["five.zip", "5000000000 bytes"]
    yield "a name that leads out", "out.zip", archive([("../../etc/a.txt", "text")]), ["out.zip", "leads out"]
    yield "an absolute name", "root.zip", archive([("/etc/a.txt", "text")]), ["root.zip", "absolute"]
    yield "a drive letter", "drive.zip", archive([("C:\\a.txt", "text")]), ["drive.zip", "drive"]
    yield "a NUL in a name", "nul.zip", archive([("aX.txt", "text")]).replace(b"aX.txt", b"a\0.txt"), ["nul.zip", "NUL"]
    yield "many entries", "many.zip", archive([(f"{i}.txt", "") for i in range(100_001)], level=0), ["many.zip", "100001 entries"]
    yield "an entity bomb", "entities.xlsx", workbook(ENTITIES + SHEET.format(CELL)), ["entities.xlsx", "document type"]
    yield "an external entity", "external.xlsx", workbook(EXTERNAL + SHEET.format(CELL)), ["external.xlsx", "document type"]
    yield "an entity bomb in Word", "entities.docx", letter(ENTITIES + "<document><p><r><t>&j;</t></r></p></document>"), ["entities.docx", "document type"]
    yield "an external entity in Word", "external.docx", letter(EXTERNAL + "<document><p><r><t>&j;</t></r></p></document>"), ["external.docx", "document type"]
    yield "deep XML", "deep.docx", letter("<a>" * 100_000), ["deep.docx", "nests more than"]
    yield "a sheet that is a bomb", "sheet.xlsx", workbook(SHEET.format(" " * 60_000_000)), ["sheet.xlsx", "200 times"]
    strings = f"<si><t>{random.Random(1).getrandbits(12_000):x}</t></si>" * 69_000
    yield "too many shared texts", "strings.xlsx", workbook(SHEET.format(CELL.replace("&j;", "x")), f"<sst>{strings}</sst>"), ["strings.xlsx"]


def symbolic_link():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def encrypted():
    data = archive([("a.txt", "text")])
    directory = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01\0" + data[8:directory + 8] + b"\x01\0" + data[directory + 10:]


def amplified():
    """Small in the file, 3 GB in its rows: every cell refers to the same megabyte."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 30 + "</row>"
    return workbook(SHEET.format('<row><c t="inlineStr"><is><t>text</t></is></c></row>' + row * 100), "<sst><si><t>" + "12 " * 333_333 + "</t></si></sst>")


def mutations(folder):
    """A few wrong bytes, over and over. Returns how many were read after all."""
    samples = {"m.xlsx": workbook(SHEET.format(CELL.replace("&j;", "some words"))), "m.docx": letter("<document><p><r><t>some words</t></r></p></document>"),
               "m.zip": archive([("a.txt", "some words"), ("b.csv", "text\nmore words\n")]), "m.pdf": simple_pdf(["some words to read"])}
    read = 0
    for name, data in samples.items():
        for seed in range(25):
            chance = random.Random(f"{name} {seed}")
            bytes_ = bytearray(data)
            if seed % 6 == 0:
                del bytes_[chance.randrange(4, len(bytes_)):]
            for _ in range(chance.randrange(1, 5)):
                bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
            out = os.path.join(folder, f"c{name}{seed}")
            result = Import(write(folder, name, bytes(bytes_)), out)
            check(result.code in (0, 3, 4), f"{name}, seed {seed}: exit code {result.code}: {result.said}")
            if result.code == 4:
                check(name in result.said and not result.exists, f"{name}, seed {seed}: {result.said}")
            read += result.code != 4
    return read


def main():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "none")
        for case, name, data, parts in cases():
            start = time.monotonic()
            code, said, memory = import_measured(write(folder, name, data), out)
            seconds = time.monotonic() - start
            print(f"{case}: {memory} MiB, {seconds:.1f} s: {said.strip().splitlines()[-1]}")
            check(code == 4 and all(part in said for part in parts), f"{case}: exit code {code}, {parts} were expected")
            check(memory <= MOST_MEMORY_MB and seconds < 60, f"{case}: too much memory or time")
            check(not os.path.exists(out), f"{case}: something was written")
        Import(write(folder, "link.zip", symbolic_link()), out).refused("link.zip", "is a link")
        Import(write(folder, "locked.zip", encrypted()), out).refused("locked.zip", "has a password")

        # One bad entry among good ones costs that entry.
        mixed = archive([("a.txt", "good words"), ("../b.txt", "bad words"), ("c.txt", "0" * 20_000_000), ("d.txt", "more good words")])
        result = Import(write(folder, "mixed.zip", mixed), os.path.join(folder, "c"))
        check(result.texts() == ["good words", "more good words"] and result.code == 3, result.said)
        check([r["file"] for r in result.rejects] == ["../b.txt", "c.txt"], result.rejects)

        code, said, memory = import_measured(write(folder, "amplified.xlsx", amplified()), out + "2", "--text-column", "text")
        print(f"rows much larger than their file: {memory} MiB: {said.strip().splitlines()[-1]}")
        check(code == 4 and "amplified.xlsx" in said and "more than 2 GiB of text" in said and memory <= MOST_MEMORY_MB, "rows much larger than their file")
        read = mutations(folder)
        check(0 < read < 100, f"{read} of 100 were read")


main()
