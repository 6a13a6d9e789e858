"""theta cloud setup, ls, cp and rm, and what theta doctor says of a bucket.

usage: commands.py THETA DIALECT
"""

import json
import os
import sys
import tempfile
import xml.etree.ElementTree as Xml

from program import check, last_json, run
from standin import BUCKET, Standin

USAGE, CONFLICT, NOT_FOUND = 2, 9, 5


class Place:
    def __init__(self, folder):
        self.standin = Standin(sys.argv[2]).start()
        self.bucket = self.standin.buckets[BUCKET]
        self.uri = f"{self.standin.dialect}://{BUCKET}"
        self.env = dict(self.standin.variables(), no_proxy="*", HOME=folder, XDG_STATE_HOME="", XDG_CONFIG_HOME="", TMPDIR=folder, LC_ALL="C.UTF-8")

    def theta(self, *words, code=0):
        result = run(*words, env=self.env)
        check(result.returncode == code, f"theta {' '.join(words)} ends with {code}, not {result.returncode}: {result.stdout}{result.stderr}")
        return result

    def cloud(self, *words, code=0):
        return self.theta("cloud", *words, code=code)

    def writes(self):
        with self.standin.lock:
            return [each for each in self.standin.requests if each["method"] != "GET"]


def check_setup(place):
    said = place.cloud("setup", "--dry-run", "--origin", "https://topics.example.org").stderr
    check("would be set" in said and "datasets/" in said and "topics.example.org" in said, said)
    check(not place.bucket.rules and not place.writes(), "a dry run changes nothing")
    place.cloud("setup", "--origin", "https://topics.example.org")
    rules = Xml.fromstring(place.bucket.rules["lifecycle"])
    names = {rule.findtext("ID"): rule for rule in rules}
    check({"theta-unfinished", "theta-cold-datasets", "theta-cold-models", "theta-archive-1"} <= set(names), f"{list(names)}")
    check([change.findtext("Days") for change in names["theta-archive-1"].findall("Transition")] == ["30", "180"], "IA, then Archive")
    before = len(place.writes())
    result = place.cloud("setup", "--json", "--origin", "https://topics.example.org")
    check(not last_json(result)["lifecycle_changed"] and len(place.writes()) == before, "the second time there is nothing to do")

    # radosgw gives back an empty filter in another form, and children in another order.
    if place.standin.dialect == "s3":
        place.bucket.rules["lifecycle"] = place.bucket.rules["lifecycle"].replace(b"<Filter><Prefix></Prefix></Filter>", b"<Prefix></Prefix>")
        check(not last_json(place.cloud("setup", "--json"))["lifecycle_changed"], "another form of the same rule is no change")
        place.bucket.rules["lifecycle"] = place.bucket.rules["lifecycle"].replace(b"<Prefix></Prefix>", b"<Filter><Prefix></Prefix></Filter>", 1)

    # Rules of others stay.
    other = place.bucket.rules["lifecycle"].replace(b"theta-unfinished", b"of-others")
    place.bucket.rules["lifecycle"] = other
    place.bucket.rules["cors"] = place.bucket.rules["cors"].replace(b"topics.", b"other.")
    place.cloud("setup", "--ia-after", "60", "--origin", "https://topics.example.org")
    names = {rule.findtext("ID"): rule for rule in Xml.fromstring(place.bucket.rules["lifecycle"])}
    check("of-others" in names and "theta-unfinished" in names, f"{list(names)}")
    check(names["theta-cold-models"].find("Transition").findtext("Days") == "60", "ours are what was asked for")
    origins = [origin.text for origin in Xml.fromstring(place.bucket.rules["cors"]).iter("AllowedOrigin")]
    check(sorted(origins) == ["https://other.example.org", "https://topics.example.org"], f"{origins}")

    for wrong in (["--archive", "models/"], ["--archive", ""], ["--ia-after", "200"], ["--origin", "topics.example.org/"], ["--ia-after", "-1"]):
        place.cloud("setup", *wrong, code=USAGE)


def check_copies(place, folder):
    texts = os.path.join(folder, "texts")
    os.makedirs(os.path.join(texts, "sub"))
    large = os.urandom(9_000_000)
    files = {"a.csv": b"text\nhello\n", "sub/语料 +1.csv": "文本\n你好\n".encode(), "large.bin": large}
    for name, data in files.items():
        with open(os.path.join(texts, name), "wb") as file:
            file.write(data)
    place.cloud("cp", os.path.join(texts, "a.csv"), f"{place.uri}/in/")
    place.cloud("cp", os.path.join(texts, "a.csv"), f"{place.uri}/in/b.csv")
    result = place.cloud("cp", "--json", "--recursive", texts, f"{place.uri}/all")
    check(last_json(result)["objects"] == 3 and last_json(result)["bytes"] == sum(map(len, files.values())), result.stdout)
    check(set(place.bucket.objects) == {"in/a.csv", "in/b.csv", "all/a.csv", "all/sub/语料 +1.csv", "all/large.bin"}, f"{set(place.bucket.objects)}")
    place.cloud("cp", "--create-only", os.path.join(texts, "a.csv"), f"{place.uri}/in/", code=CONFLICT)
    place.cloud("cp", f"{place.uri}/all/large.bin", f"{place.uri}/in/copy.bin")
    place.cloud("cp", "--recursive", f"{place.uri}/all/", os.path.join(folder, "back"))
    place.cloud("cp", f"{place.uri}/in/copy.bin", folder)
    for name, data in [*((f"back/{name}", data) for name, data in files.items()), ("copy.bin", large)]:
        with open(os.path.join(folder, name), "rb") as file:
            check(file.read() == data, f"{name} comes back")
    place.cloud("cp", texts, f"{place.uri}/x/", code=USAGE)
    place.cloud("cp", "a", "b", code=USAGE)
    place.cloud("cp", f"{'s3' if place.standin.dialect == 'oss' else 'oss'}://{BUCKET}/a", "b", code=USAGE)
    place.cloud("cp", f"{place.uri}/none", folder, code=NOT_FOUND)
    place.cloud("cp", os.path.join(folder, "none"), f"{place.uri}/none", code=NOT_FOUND)

    # What is damaged on its way does not become a file.
    place.standin.faults.order('[{"do": "damage", "method": "GET", "key": "in/b.csv"}]')
    place.cloud("cp", f"{place.uri}/in/b.csv", os.path.join(folder, "damaged.csv"), code=4)
    check(not os.path.exists(os.path.join(folder, "damaged.csv")), "no file of wrong bytes")


def check_lists(place):
    lines = place.cloud("ls").stdout.splitlines()
    check([line.split()[-1] for line in lines] == [f"{place.uri}/all/", f"{place.uri}/in/"], f"{lines}")
    lines = place.cloud("ls", "--recursive", f"{place.uri}/all/").stdout.splitlines()
    check(len(lines) == 3 and "9 MB" in "".join(lines), f"{lines}")
    events = [json.loads(line) for line in place.cloud("ls", "--json", f"{place.uri}/in/").stdout.splitlines()]
    check(events[0]["bytes"] == 11 and events[-1]["objects"] == 3, f"{events}")

    upload = place.bucket.start("in/unfinished", {})
    place.bucket.put_part("in/unfinished", upload, 1, b"x")
    check("in/unfinished" in place.cloud("ls", "--unfinished").stdout, "an upload that nobody ended")
    place.cloud("rm", "--unfinished", "--dry-run", f"{place.uri}/in/")
    check(place.bucket.uploads, "a dry run removes nothing")
    place.cloud("rm", "--unfinished", f"{place.uri}/in/")
    check(not place.bucket.uploads, "it is gone")

    place.cloud("rm", f"{place.uri}/in/b.csv")
    place.cloud("rm", f"{place.uri}/in/b.csv", code=NOT_FOUND)
    place.cloud("rm", f"{place.uri}/all/", code=USAGE)
    place.cloud("rm", "--recursive", place.uri, code=USAGE)
    place.cloud("rm", "--recursive", "--dry-run", f"{place.uri}/all/")
    check(len(place.bucket.objects) == 5 - 1 + 1, f"{set(place.bucket.objects)}")
    place.cloud("rm", "--recursive", f"{place.uri}/all/")
    check(set(place.bucket.objects) == {"in/a.csv", "in/copy.bin"}, f"{set(place.bucket.objects)}")


def findings(place, code):
    return {entry["check"]: entry for entry in json.loads(place.theta("doctor", "--json", code=code).stdout)["checks"]}


def check_doctor(place):
    well = findings(place, 0)
    for name in ("bucket rights", "bucket clock", "bucket uploads"):
        check(well[name]["state"] == "ok", f"{well[name]}")
    check(not any("theta-doctor" in key for key in place.bucket.objects), "its probe is removed")

    def ill(change, undo, name, *words):
        change()
        found = findings(place, 1)[name]
        undo()
        check(found["state"] == "failed" and all(word in found["detail"] + found["remedy"] for word in words), f"{words}: {found}")

    def env(**values):
        before = dict(place.env)
        return lambda: place.env.update(values), lambda: (place.env.clear(), place.env.update(before))

    ill(*env(OSS_ACCESS_KEY_SECRET="wrong"), "bucket rights", "SignatureDoesNotMatch", "OSS_ACCESS_KEY_SECRET")
    ill(*env(OSS_ACCESS_KEY_ID="nobody"), "bucket rights", "InvalidAccessKeyId")
    ill(*env(OSS_ENDPOINT="http://127.0.0.1:1", OSS_ADDRESSING="path"), "bucket rights", "OSS_ENDPOINT")
    ill(*env(OSS_BUCKET_NAME="no-such-bucket"), "bucket rights", "OSS_" )
    ill(*env(OSS_SIGNATURE_VERSION="v7"), "bucket settings", "OSS_SIGNATURE_VERSION")
    ill(lambda: setattr(place.standin, "elsewhere", "oss-cn-beijing.aliyuncs.com"), lambda: setattr(place.standin, "elsewhere", ""),
        "bucket rights", "oss-cn-beijing.aliyuncs.com")
    for method, word in (("PUT", "written"), ("GET", "read"), ("DELETE", "removed")):
        rest = [each for each in ("PUT", "GET", "HEAD", "DELETE") if each != method]
        ill(lambda rest=rest: place.standin.rights.update({"AKTEST": rest}), place.standin.rights.clear, "bucket rights", word, "rights")
    ill(lambda: setattr(place.standin, "clock", 4000), lambda: setattr(place.standin, "clock", 0), "bucket clock", "behind", "clock")


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        check_setup(place)
        check_copies(place, folder)
        check_lists(place)
        check_doctor(place)
        place.env = {name: "" for name in place.env if name.startswith("OSS_")}
        place.env["HOME"] = folder
        check("OSS_ENDPOINT" in place.cloud("ls", code=USAGE).stderr, "without a bucket it says what to set")


main()
