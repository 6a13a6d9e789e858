"""Where a setting comes from: flag, variable, theta.toml here, theta.toml of the user, default; and what is refused."""

import json
import os
import tempfile
import tomllib

from program import check, run, speeches

USAGE, BAD_INPUT, NOT_FOUND = 2, 4, 5


class Place:
    """A folder to run in, with a home of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.home = os.path.join(folder, "home")
        os.makedirs(os.path.join(self.home, ".config", "theta"))
        os.chdir(folder)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments, **variables):
        return run(*arguments, env={"HOME": self.home, "XDG_CONFIG_HOME": "", **variables})

    def setting(self, name, *arguments, **variables):
        """(value or None, origin, source) of a setting as `theta config show --json ARGUMENTS` says."""
        result = self.run("config", "show", "--json", *arguments, **variables)
        check(result.returncode == 0, f"config show {arguments}: {result.stderr}")
        for entry in json.loads(result.stdout)["settings"]:
            if entry["command"] == "train" and entry["name"] == name:
                return entry.get("value"), entry["origin"], entry.get("source")
        return None


def check_order(place):
    check(place.setting("topics") == (None, "default", None), "nothing is set")
    place.write("home/.config/theta/theta.toml", "topics = 11\nseed = 5\n[train]\nepochs = 7\n")
    check(place.setting("topics")[:2] == ("11", "file"), "the user's file")
    place.write("theta.toml", "# project\n\n[train]\ntopics = 12\n")
    check(place.setting("topics") == ("12", "file", "theta.toml:4"), "the file here comes first")
    check(place.setting("seed")[0] == "5", "what it does not say comes from the user's file")
    check(place.setting("topics", THETA_TOPICS="13") == ("13", "environment", "THETA_TOPICS"), "then the variable")
    check(place.setting("topics", "train", "--topics", "14", THETA_TOPICS="13") == ("14", "flag", None), "then the flag")
    check(place.setting("topics", THETA_TOPICS="") == ("12", "file", "theta.toml:4"), "an empty variable is unset")
    place.write("other.toml", "seed = 6\n")
    for named in (("--config", "other.toml"), ("train", "--config", "other.toml")):
        check(place.setting("seed", *named) == ("6", "file", "other.toml:1"), "--config names the file")
    check(place.setting("topics", THETA_CONFIG="other.toml") == (None, "default", None), "THETA_CONFIG stands for all files")
    os.makedirs("xdg/theta", exist_ok=True)
    place.write("xdg/theta/theta.toml", "seed = 8\n")
    os.remove("theta.toml")
    check(place.setting("seed", XDG_CONFIG_HOME=os.path.abspath("xdg"))[0] == "8", "XDG_CONFIG_HOME moves the user's file")
    os.remove("home/.config/theta/theta.toml")


def check_training(place):
    """The run obeys, not only the display: a variable, a file and a repeated option end in the manifest."""
    place.write("texts.csv", speeches(200).replace("theme", "kind", 1))
    place.write("theta.toml", 'seed = 9\n[train]\ntopics = 4\ntext-column = ["text", "kind"]\nkeep-numbers = true\n')
    result = place.run("train", "texts.csv", "--out", "m", THETA_EPOCHS="3", THETA_VECTORS_EPOCHS="2")
    check(result.returncode == 0, result.stderr)
    with open("m/manifest.json", encoding="utf-8") as file:
        manifest = json.load(file)
    parameters = manifest["parameters"]
    check(parameters["num_topics"] == 4 and manifest["seed"] == 9, f"settings of the file: {parameters}")
    check(parameters["epochs"] == 3, f"epochs of another command are not meant: {parameters}")
    check('column "text": text' in result.stderr and 'column "kind": text' in result.stderr, result.stderr)
    os.remove("theta.toml")


def check_refusals(place):
    cases = [
        ("topcs = 3\n", ["theta.toml:1", "topcs", 'did you mean "topics"']),
        ("[trian]\n", ["theta.toml:1", "[trian]", 'did you mean "train"']),
        ("\n[train]\nwindow = 3\n", ["theta.toml:3", "theta train has no setting", "window"]),
        ("topics = many\n", ["theta.toml:1", "many", "quotes"]),
        ("[train]\ntopics = \"many\"\n", ["theta.toml:2", "topics = many", "whole number"]),
        ("topics = [1, 2]\n", ["theta.toml:1", "takes one value"]),
        ('language = "eng"\n', ["theta.toml:1", "auto, en, zh", 'did you mean "en"']),
        ("stem = 7\n", ["theta.toml:1", "stem = 7", "not true or false"]),
        ('out = "x"\n', ["theta.toml:1", "out", "--out", "command line"]),
        ("words = 3\n", ["theta.toml:1", "words", "[table]"]),
        ("topics 3\n", ["theta.toml:1", "="]),
    ]
    for text, parts in cases:
        place.write("theta.toml", text)
        result = place.run("train", "texts.csv", "--out", "n")
        check(result.returncode == BAD_INPUT, f"{text!r}: {result.returncode} {result.stderr}")
        for part in parts:
            check(part in result.stderr, f"{text!r}: {part!r} was expected in {result.stderr!r}")
        check(not os.path.exists("n.corpus"), "nothing is begun")
    os.remove("theta.toml")
    for variables, parts in [({"THETA_TOPICS": "many"}, ["THETA_TOPICS=many", "whole number"]),
                             ({"THETA_LANGUAGE": "xx"}, ["THETA_LANGUAGE=xx", "auto, en, zh"]),
                             ({"THETA_STEM": "maybe"}, ["THETA_STEM=maybe", "true or false"])]:
        result = place.run("train", "texts.csv", "--out", "n", **variables)
        check(result.returncode == USAGE and all(part in result.stderr for part in parts), f"{variables}: {result.stderr}")
    for arguments in (["train", "texts.csv", "--config", "none.toml"], ["config", "show", "--config", "none.toml"]):
        result = place.run(*arguments)
        check(result.returncode == NOT_FOUND and "none.toml" in result.stderr, f"{arguments}: {result.stderr}")
    result = place.run("train", "texts.csv", THETA_CONFIG="none.toml")
    check(result.returncode == NOT_FOUND and "none.toml" in result.stderr, result.stderr)
    check(place.run("help", THETA_CONFIG="none.toml").returncode == 0, "help needs no settings")


def check_file_format(place):
    """The values are those that Python's reader of TOML finds."""
    text = ('seed = 1_000 # a comment\n"max-share" = 2.5e-1\n[train]\ntopics = 0x10\nstem = true\n'
            'time-column = "a # \\"b\\" \\u6587\\n"\nlabel-column = \'c:\\d\'\n'
            'group-column = [ "x", # first\n  "正文",\n]\n')
    place.write("theta.toml", text)
    top = tomllib.loads(text)
    expected = {**{key: value for key, value in top.items() if key != "train"}, **top["train"]}
    entries = json.loads(place.run("config", "show", "--json").stdout)["settings"]
    found = {entry["name"]: entry["value"] for entry in entries if entry["command"] == "train" and entry["origin"] == "file"}
    check(found.keys() == expected.keys(), f"{found.keys()} are not {expected.keys()}")
    for name, value in expected.items():
        same = found[name] == value
        if isinstance(value, bool):
            same = found[name] == str(value).lower()
        elif isinstance(value, int):
            same = int(found[name], 0) == value
        elif isinstance(value, float):
            same = float(found[name]) == value
        check(same, f"{name}: {found[name]!r} is not {value!r}")
    os.remove("theta.toml")


def check_secrets(place):
    secrets = {"DATABASE_URL": "postgresql://theta:sesame1@db:5432/theta?sslpassword=sesame2", "REDIS_URL": "redis://:sesame3@cache/0",
               "OSS_ACCESS_KEY_ID": "sesame4", "OSS_ACCESS_KEY_SECRET": "sesame5", "PAI_ACCESS_KEY_SECRET": "sesame6",
               "EAS_TOKEN": "sesame7", "EAS_TOKEN_FILE": "/run/secrets/token"}
    for arguments in (["config", "show"], ["config", "show", "--json"]):
        result = place.run(*arguments, **secrets)
        check(result.returncode == 0 and "sesame" not in result.stdout + result.stderr, f"{arguments}: {result.stdout}")
        check("postgresql://theta:********@db:5432/theta" in result.stdout, f"{arguments}: {result.stdout}")
        check("/run/secrets/token" in result.stdout, f"{arguments}: a path is no secret")


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        check_order(place)
        check_training(place)
        check_refusals(place)
        check_file_format(place)
        check_secrets(place)
        os.chdir("/")


main()
