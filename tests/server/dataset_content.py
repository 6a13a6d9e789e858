"""What the server tells of the contents of data sets: columns, rows, profile, rows left out, words; and of poisoned files."""

import csv
import io
import json
import os
import sys
import tempfile
import time
import urllib.parse
import zipfile

from program import check, speeches
from service import Service

SAMPLES = os.path.join(sys.argv[2], "samples")


def make(server, files, columns=None):
    body = {"name": "content", **({"columns": columns} if columns else {})}
    path = "/api/datasets/" + server.ask("POST", "/api/datasets", body, status=201)["dataset_id"]
    for name, content in files.items():
        server.ask("PUT", f"{path}/files/{urllib.parse.quote(name)}", content, status=201)
    return path


def look(server, path, status=200, method="GET", body=None):
    """Asks again as long as the files are being looked through."""
    for _ in range(120):
        code, fields, _ = server.send(method, path, None if body is None else json.dumps(body).encode(),
                                      {"Content-Type": "application/json"} if body is not None else {})
        if code != 202:
            return server.ask(method, path, body, status=status)
        check(fields["Retry-After"] == "1", "202 says when to ask again")
        time.sleep(0.5)
    check(False, f"{path} is answered in a minute")


TABLE = ("text,date,region,n\n" + "".join(
    f'"{("the ship and the sail of captain", "bread and flour of the baker")[i % 2]} word{i % 7} in 2020",'
    f"{'soon' if i == 5 else f'{2019 + i % 3}-0{1 + i % 9}-17'},{('north', '=south')[i % 2]},{i}\n" for i in range(60))
    + "2020,2020-01-01,north,60\n,2020-01-01,north,61\n").encode()


def columns(server):
    path = make(server, {"=table.csv": TABLE})
    found = look(server, path + "/columns")
    roles = {column["name"]: column["role"] for column in found["columns"]}
    check(roles == {"text": "text", "date": "time", "region": "group", "n": "unused"} or roles["n"] == "id", f"roles: {roles}")
    check(found["rows_read"] == 62 and found["problems"] == [], "all rows, no problem")
    text = found["columns"][0]
    check(text["guess"]["role"] == "text" and 0 < text["guess"]["confidence"] <= 1 and "prose" in text["guess"]["reason"], f"{text}")
    check(text["sample"][0].startswith("the ship") and text["filled"] == 61, f"sample cells: {text}")
    when = found["time"]
    check(when["format"] == "YYYY-MM-DD" and when["first"] == "2019-01-17" and when["last"] == "2021-09-17", f"time: {when}")
    check(when["unread"] == 1 and when["unread_rows"][0]["row"] == 6 and when["unread_rows"][0]["text"] == "soon", f"{when}")

    problem = server.ask("PATCH", path, {"columns": {"text_column": "txt", "time_column": "date", "group_column": ["regoin"]}}, status=422)
    for words in ('text_column: there is no column "txt"', 'did you mean "text"', 'group_column: there is no column "regoin"'):
        check(words in problem["detail"], f"{problem['detail']} tells {words}")
    check(server.ask("GET", path)["revision"] == 2, "nothing was changed")
    problem = server.ask("PATCH", path, {"columns": {"text_column": "text", "time_column": "text"}}, status=422)
    check("named as text_column already" in problem["detail"], problem["detail"])
    server.ask("PATCH", path, {"columns": {"text_column": "text", "group_column": ["region"], "vocab_size": 8, "max_share": 0.6, "stop_words": ["captain"]}})
    found = look(server, path + "/columns")
    text = found["columns"][0]
    check(text["role"] == "text" and text["confidence"] == 1 and text["reason"] == "it was named", f"{text}")
    return path


def rows(server, path):
    found = look(server, path + "/preview?limit=2&offset=59&characters=10")
    check(found["total"] == 60 and len(found["items"]) == 1 and found["items"][0]["row"] == 60, f"the last row: {found}")
    check(found["items"][0]["text"] == "bread and " and found["items"][0]["cut"] and found["items"][0]["characters"] > 10, "cut")
    check(found["items"][0]["groups"] == ["=south"] and found["columns"]["group_columns"] == ["region"], f"{found}")
    server.ask("GET", path + "/preview?limit=201", status=400)
    left = look(server, path + "/rejects")
    check([(item["row"], item["reason"]) for item in left["items"]] ==
          [(61, "has no words (only punctuation, numbers or stop words)"), (62, "has no text")], f"{left}")
    check([item["row"] for item in look(server, path + "/rejects?limit=1&offset=1")["items"]] == [62], "a page of it")
    status, fields, text = server.send("GET", path + "/rejects?format=csv")
    check(status == 200 and "attachment" in fields["Content-Disposition"], "a table to save")
    table = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    check(table[0] == ["file", "row", "reason"] and table[1][0] == "'=table.csv" and table[2][1] == "62", f"no formula: {table}")
    server.ask("GET", path + "/rejects?format=xml", status=400)


def profile(server, path):
    found = look(server, path + "/profile")
    check(found["rows"] == {"total": 62, "used": 60, "dropped": 2} and found["documents"] == 60, f"{found['rows']}")
    check(sum(entry["rows"] for entry in found["dropped"]) == 2, f"{found['dropped']}")
    check(found["languages"] == {"en": 60} and found["duplicates"]["exact"] > 0, f"{found['languages']}")
    check(found["groups"] == [{"column": "region", "distinct": 2, "others": 0, "values": [
        {"value": "=south", "documents": 30}, {"value": "north", "documents": 30}]}], f"{found['groups']}")
    check(found["time"]["dated"] == 59 and found["time"]["undated"] == 1, f"{found['time']}")
    check(sum(slice_["documents"] for slice_ in found["time"]["slices"]) == 59, "every date is in a slice")
    for name in ("characters", "words"):
        check(sum(bin_["documents"] for bin_ in found[name]["bins"]) == 60, f"{name} are counted: {found[name]}")
    check(found["vocabulary"]["size"] == 8 and found["vocabulary"]["limits"]["largest_size"] == 8, f"{found['vocabulary']}")
    words = found["vocabulary"]["words"]
    check(words == 12, f"ship sail bread flour baker and word0 to word6, captain is stopped: {words}")
    wide = look(server, path + "/profile?vocab_size=1000&min_documents=9&max_share=1")["vocabulary"]
    check(wide["size"] == 9 and wide["limits"]["least_documents"] == 9, f"5 words in 30 texts, 4 in 9, 3 in 8: {wide}")
    check(found["top_words"][0]["documents"] <= 30, f"{found['top_words'][:3]}")


def tokens(server, path):
    found = look(server, path + "/tokens?rows=1,2")["items"]
    check([item["row"] for item in found] == [1, 2], "the rows asked for")
    fates = {token["text"]: token["fate"] for token in found[0]["tokens"]}
    check(fates["captain"] == "stop_word" and fates["the"] == "stop_word" and fates["2020"] == "number", f"{fates}")
    check(fates["ship"] in ("frequent", "kept"), f"{fates}")
    posted = look(server, path + "/tokens", method="POST", body={"text": "zebra http://x.org word1", "texts": ["面包"]})["items"]
    check(len(posted) == 2 and posted[1]["language"] == "zh", f"{posted}")
    fates = {token["text"]: (token["fate"], token["documents"]) for token in posted[0]["tokens"]}
    check(fates["zebra"] == ("unknown", 0) and fates["http://x.org"][0] == "address" and fates["word1"][1] == 9, f"{fates}")
    check(len(look(server, path + "/tokens")["items"]) == 5, "five rows when none is named")
    check("row 61" in server.ask("GET", path + "/tokens?rows=61", status=404)["detail"], "a row that was left out")
    server.ask("GET", path + "/tokens?rows=a", status=400)
    server.ask("POST", path + "/tokens", {}, status=422)
    server.ask("POST", path + "/tokens", {"text": "x" * 20001}, status=422)
    server.ask("PATCH", path, {"columns": {"text_column": "text", "dictionary": ["ship and the sail"], "drop_words": ["bread"], "min_documents": 9, "max_share": 1}})
    found = look(server, path + "/tokens?rows=1,2,6")["items"]
    fates = {token["text"]: token["fate"] for item in found for token in item["tokens"]}
    check(fates["ship_and_the_sail"] == "user_dictionary" and fates["bread"] == "dropped_word", f"{fates}")
    check(fates["word5"] == "rare", f"{fates}")


def chinese_and_kinds(server):
    texts = ["这家酒店的房间很干净", "早餐的面包和咖啡很好吃", "前台的服务态度非常好", "交通方便离地铁站很近"]
    table = "评论,日期\n" + "".join(f"{texts[i % 4]},2020年{1 + i % 9}月{1 + i}日\n" for i in range(28))
    path = make(server, {"评论.csv": table.encode("gb18030")})
    found = look(server, path + "/columns")
    check(found["time"]["format"] == "YYYY年M月D日" and found["columns"][0]["role"] == "text", f"{found}")
    check(any(finding["name"] == "encoding" and "GB18030" in finding["value"] for finding in found["reading"]), f"{found['reading']}")
    item = look(server, path + "/tokens?rows=1")["items"][0]
    check("酒店" in [token["text"] for token in item["tokens"]] and item["language"] == "zh", f"{item}")
    check(look(server, path + "/profile")["languages"] == {"zh": 28}, "Chinese")
    if not os.path.isdir(SAMPLES):
        print(f"without {SAMPLES}: no XLSX, DOCX and PDF")
        return
    files = {}
    for name in sorted(os.listdir(SAMPLES)):
        with open(os.path.join(SAMPLES, name), "rb") as file:
            files[name] = file.read()
    for name, content in files.items():
        path = make(server, {name: content})
        found = look(server, path + "/profile")
        check(found["rows"]["used"] > 0, f"{name} has rows: {found['rows']}")
        check(look(server, path + "/columns")["columns"], f"{name} has columns")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in ("zh_reviews.docx", "zh_reviews_cid_font.pdf", "en_speech.docx"):
            file.writestr("文件/" + name, files[name])
    path = make(server, {"all.zip": stream.getvalue()})
    found = look(server, path + "/preview?limit=200")
    kinds = sorted({row["file"].rsplit(".", 1)[1] for row in found["items"]})
    check(found["total"] >= 3 and kinds == ["docx", "pdf"], f"{found['total']} texts of {kinds} in a ZIP")


def poisoned(server):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", b"text\n" + b"a" * (300 << 20))
    half = zipfile.ZipFile(io.BytesIO(), "w")
    half.close()
    cases = {"bomb.zip": bomb.getvalue(), "broken.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(range(256)) * 40,
             "cut.zip": bomb.getvalue()[:2000], "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
             "binary.csv": bytes(range(256)) * 50, "only_header.csv": b"text,year\n"}
    for name, content in cases.items():
        path = make(server, {name: content})
        for part in ("columns", "profile", "preview"):
            problem = look(server, f"{path}/{part}", status=422)
            check(problem["detail"] and "/tmp" not in problem["detail"] and "files/" not in problem["detail"], f"{name}: {problem}")
            check(name.split(".")[0] in problem["detail"], f"{name}: {problem['detail']} names the file")
    check(all(entry.get("status", 0) < 500 for entry in server.log), "no 5xx")
    path = make(server, {})
    server.ask("GET", path + "/columns", status=422)
    server.ask("PATCH", path, {"columns": {"text_column": "whatever"}})  # no file, nothing to check against
    server.ask("PUT", path + "/files/a.csv", b"text,b\nship and sail,c\n", status=201)
    found = look(server, path + "/columns")
    check(found["problems"][0]["field"] == "text_column" and found["columns"][0]["guess"]["role"] == "text", f"{found}")
    check("whatever" in look(server, path + "/preview", status=422)["detail"], "the wrong column is named")


def forgotten(server, data, path):
    folder = os.path.join(data, "scratch", "surveys", path.rsplit("/", 1)[1])
    check(os.path.isdir(folder), "what was found is kept")
    server.ask("DELETE", path, status=204)
    check(not os.path.exists(folder), "and gone with the data set")
    server.ask("GET", path + "/preview", status=404)


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            path = columns(server)
            rows(server, path)
            profile(server, path)
            tokens(server, path)
            chinese_and_kinds(server)
            poisoned(server)
            forgotten(server, data, path)
            path = make(server, {"s.csv": speeches(300).encode()})
            look(server, path + "/profile")
            server.kill()
        with Service(data, "--slots", "0") as server:
            start = time.monotonic()
            server.ask("GET", path + "/profile")
            check(time.monotonic() - start < 1, "what was found outlives the server")


main()
