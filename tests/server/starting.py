"""What `theta serve` refuses to start with, and that it starts twice on one folder."""

import os
import tempfile

from program import check, run
from service import Service


def refused(code, words, *arguments, env=None):
    result = run("serve", *arguments, env=env)
    check(result.returncode == code, f"{arguments}: exit code {code}, not {result.returncode}: {result.stderr}")
    check(words in result.stderr, f"{arguments}: {result.stderr} tells {words}")
    return result.stderr


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        for host in ("0.0.0.0", "::", "192.168.7.7", "example.org"):
            refused(2, "without a login", "--host", host, "--data", data)
            refused(2, "unencrypted", "--accounts", "--host", host, "--data", data)
        refused(2, "both or none", "--certificate", "chain.pem", "--data", data)
        refused(2, "no IPv4 or IPv6 address", "--trusted-proxy", "proxy", "--data", data)
        for origin in ("topics.example.org", "https://topics.example.org/", "*", "https://A.example", "https://"):
            refused(2, "is no origin", "--public-origin", origin, "--data", data)
        refused(2, "is no origin", "--data", data, env={"CORS_ORIGINS": "https://a.example, *"})
        check(not os.path.exists(data), "nothing was made before that was clear")
        refused(2, "--port", "--port", "65536", "--data", data)
        secret = "hunter2hunter2"
        for url in (f"mysql://u:{secret}@127.0.0.1/x", f"postgresql://u:{secret}@127.0.0.1:1/x"):
            text = run("serve", "--data", data, env={"DATABASE_URL": url})
            check(text.returncode != 0 and secret not in text.stderr + text.stdout, f"no secret in {text.stderr}")
        refused(2, "DATABASE_URL", "--data", data,
                env={"DATABASE_URL": os.path.join(top, "a.db"), "DATABASE_URL_FILE": os.path.join(top, "a")})
        other = os.path.join(top, "other")
        os.makedirs(os.path.join(other, "objects"))
        with open(os.path.join(other, "objects", "letter.txt"), "w", encoding="utf-8") as file:
            file.write("mine")
        result = run("serve", "--data", other)
        check(result.returncode != 0 and "objects" in result.stderr, f"a folder of other things: {result.stderr}")

        with Service(data, "--slots", "0") as first:
            result = run("serve", "--port", str(first.port), "--data", os.path.join(top, "second"))
            check(result.returncode != 0 and str(first.port) in result.stderr, f"a taken port: {result.stderr}")
            # Two servers on one folder serve the same.
            with Service(data, "--slots", "0") as second:
                first.ask("POST", "/api/datasets", {"name": "shared"}, status=201)
                check(second.ask("GET", "/api/datasets")["total"] == 1, "both see it")
        with open(os.path.join(top, "url"), "w", encoding="utf-8") as file:
            file.write(os.path.join(top, "elsewhere.db") + "\n")
        with Service(data, "--slots", "0", env={"DATABASE_URL_FILE": os.path.join(top, "url")}) as server:
            check(server.ask("GET", "/api/datasets")["total"] == 0, "another database is another world")


main()
