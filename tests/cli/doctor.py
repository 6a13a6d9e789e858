"""theta doctor: what it checks, what it advises when something is wrong, and its exit code."""

import json
import os
import tempfile

from program import check, run

FAILED = 1


def findings(result):
    summary = json.loads(result.stdout)
    return summary["ok"], {entry["check"]: entry for entry in summary["checks"]}


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        home = {"HOME": folder, "XDG_CONFIG_HOME": "", "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
        result = run("doctor", "--json", env=home)
        well, checks = findings(result)
        check(result.returncode == 0 and well, f"a sound machine: {result.stdout}")
        for name in ("processor", "threads", "memory", "current folder", "temporary folder", "clock", "encodings",
                     "dictionary", "locale", "parsers", "PDF files", "settings"):
            check(name in checks, f"{name} is checked")
        for name, entry in checks.items():
            check((entry["state"] == "ok") == (entry["remedy"] == ""), f"a remedy where there is trouble: {name}, {entry}")
        check(checks["locale"]["state"] == "ok", f"UTF-8 is in order: {checks['locale']}")
        check(os.listdir(folder) == [], "nothing is left behind")

        lines = run("doctor", env=home).stdout.splitlines()
        for name, entry in checks.items():
            check(any(line.split()[0] == entry["state"] and name in line for line in lines), f"{name} is shown to people")

        result = run("doctor", "--json", env={**home, "TMPDIR": os.path.join(folder, "none")})
        well, checks = findings(result)
        check(result.returncode == FAILED and not well, "a missing temporary folder")
        check(checks["temporary folder"]["state"] == "failed" and "TMPDIR" in checks["temporary folder"]["remedy"],
              f"{checks['temporary folder']}")

        result = run("doctor", "--json", env={**home, "THETA_EXTRACT": "/no/such/program"})
        _, checks = findings(result)
        check(result.returncode == FAILED and checks["parsers"]["state"] == "failed", f"no program to parse: {checks['parsers']}")
        lying = os.path.join(folder, "lying")
        with open(lying, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\necho socket: refused\necho open: ALLOWED\nexit 1\n")
        os.chmod(lying, 0o755)
        _, checks = findings(run("doctor", "--json", env={**home, "THETA_EXTRACT": lying}))
        check("open is allowed" in checks["parsers"]["detail"], f"a parser that is not confined: {checks['parsers']}")
        os.remove(lying)
        result = run("doctor", "--json", env={**home, "PATH": "/nowhere"})
        _, checks = findings(result)
        check(result.returncode == 0 and checks["PDF files"]["state"] == "warning"
              and "poppler-utils" in checks["PDF files"]["remedy"], f"no pdftotext: {checks['PDF files']}")

        _, checks = findings(run("doctor", "--json", env={**home, "LC_ALL": "C"}))
        check(checks["locale"]["state"] == "warning" and "LANG" in checks["locale"]["remedy"], f"{checks['locale']}")
        _, checks = findings(run("doctor", "--json", env={**home, "LC_ALL": "xx_XX.UTF-8"}))
        check(checks["locale"]["state"] == "warning", f"a locale that is not installed: {checks['locale']}")

        # Where every file may be written, /proc stands in for a folder where none may.
        os.chdir("/proc")
        result = run("doctor", "--json", env=home)
        _, checks = findings(result)
        check(result.returncode == 0 and checks["current folder"]["state"] == "warning", f"{checks['current folder']}")
        check("--out" in checks["current folder"]["remedy"], f"{checks['current folder']}")
        os.chdir(folder)

        for name, text in (("wrong.toml", "[train]\ntopcs = 3\n"), ("torn.toml", "topics =\n"), ("value.toml", "topics = 1.5\n")):
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
            result = run("doctor", "--json", "--config", name, env=home)
            well, checks = findings(result)
            check(result.returncode == FAILED and checks["settings"]["state"] == "failed", f"{name}: {result.stdout}")
            check(name + ":" in checks["settings"]["detail"], f"{name}: {checks['settings']}")
        result = run("doctor", "--json", env={**home, "THETA_SEED": "first"})
        check(result.returncode == FAILED and "THETA_SEED" in result.stdout, f"a variable that is wrong: {result.stdout}")
        os.chdir("/")


main()
