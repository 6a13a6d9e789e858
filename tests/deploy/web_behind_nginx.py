"""The whole deployment but its containers: the shipped nginx, the Node server of the web app, the back end, PostgreSQL, Redis."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys

from people import first_admin
from places import Places, free_port, wait_until
from processes import die_with_parent
from program import check, speeches
from service import Service
from shipped import ROOT, Front


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            print(f"skipped: {program} is not installed")
            sys.exit(77)


def built_web():
    """The folder of the Node server, and the Node that runs it."""
    tool = os.path.join(ROOT, "tools", "build_web.sh")
    built = subprocess.run([tool, "--standalone"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if built.returncode == 77:
        print(f"skipped: {built.stdout.strip()}")
        sys.exit(77)
    check(built.returncode == 0, f"{tool}: {built.stdout}")
    found = subprocess.run(["bash", "-c", ". tools/find_node.sh && find_node && command -v node"], cwd=ROOT, stdout=subprocess.PIPE,
                           text=True, check=True)
    return os.path.join(ROOT, "build", "web_server"), found.stdout.strip()


class Web:
    """The Node server on a free port."""

    def __init__(self, folder, node):
        self.port = free_port()
        self.process = subprocess.Popen([node, "server.js"], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        env={**os.environ, "HOSTNAME": "127.0.0.1", "PORT": str(self.port)}, preexec_fn=die_with_parent)
        wait_until(self.answers, "the web app answers")

    def answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/icon.svg")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def check_pages(front):
    status, fields, body = front.send("GET", "/", headers={"Accept-Encoding": "identity"})
    check(status == 200 and fields.get_content_type() == "text/html", f"the first page: {status}")
    policy = fields["Content-Security-Policy"]
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    check("unsafe" not in scripts and scripts.count("'sha256-") >= 2, f"the policy names scripts: {policy}")
    check(len(fields.get_all("Content-Security-Policy")) == 1, "one policy")
    check(fields["Cache-Control"] == "no-cache", f"no cache keeps a page across an upgrade: {fields['Cache-Control']}")
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
                        ("Strict-Transport-Security", "max-age=31536000"), ("Cross-Origin-Opener-Policy", "same-origin")):
        check(fields.get_all(name) == [value], f"{name}: {fields.get_all(name)}")
    check(fields["X-Powered-By"] is None and "/" not in (fields["Server"] or ""), "nobody is told which versions run")
    script = re.search(r'src="(/_next/static/[^"]+)"', body.decode()).group(1)
    status, fields, packed = front.send("GET", script, headers={"Accept-Encoding": "gzip"})
    check(status == 200 and fields["Content-Encoding"] == "gzip" and "immutable" in fields["Cache-Control"], "scripts are packed, and kept")
    status, fields, _ = front.send("GET", "/no-such-page")
    check(status == 404 and "'sha256-" in fields["Content-Security-Policy"], "a page that is not there has a policy, too")
    check(front.send("GET", "/", headers={"Host": "localhost"})[0] == 200, "without a port")


def prepare(admin):
    """A data set and its model."""
    dataset = admin.ask("POST", "/api/datasets", {"name": "speeches", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
    admin.ask("PUT", f"/api/datasets/{dataset}/files/speeches.csv", speeches(300).encode(), status=201)
    request = {"type": "train", "dataset_id": dataset, "num_topics": 5, "model": "lda", "epochs": 30}
    task = admin.ask("POST", "/api/tasks", request, status=202)["task_id"]
    wait_until(lambda: admin.ask("GET", f"/api/tasks/{task}")["status"] == "completed", "a model is trained")
    return dataset, admin.ask("GET", f"/api/tasks/{task}")["model_id"]


def browse(node, front, admin, dataset, model):
    tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "browse.mjs")
    tried = subprocess.run([node, tool, f"https://localhost:{front.port}", admin.user["email"], admin.password, dataset, model],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    check(tried.returncode == 0, f"a browser gets through: {tried.stderr}")
    seen = json.loads(tried.stdout)
    check(seen["complaints"] == [], f"the browser complains about nothing: {seen['complaints']}")
    check(not seen["foreign"], "a script that no page names does not run")
    check(all("THETA" in title for title in seen["titles"]) and len(set(seen["titles"])) == 4, f"each page shows itself: {seen['titles']}")
    session = next(cookie for cookie in seen["cookies"] if "session" in cookie["name"])
    check(session["secure"] and session["httpOnly"] and session["name"].startswith("__Host-"), f"the session is safe: {session}")


def main():
    need("/usr/sbin/nginx", os.environ.get("THETA_CHROMIUM", "/usr/bin/chromium"))
    folder, node = built_web()
    options = ("--accounts", "--trusted-proxy", "127.0.0.1")
    with Places("postgres") as places, Service(places.data, *options, env=places.env) as server:
        web = Web(folder, node)
        front = Front(os.path.join(places.top.name, "nginx"), web.port, server.port).start()
        try:
            check_pages(front)
            admin = first_admin(server)
            admin.service = front
            admin.cookie = admin.csrf = None
            admin.log_in(admin.user["email"], admin.password)
            dataset, model = prepare(admin)
            browse(node, front, admin, dataset, model)
            print(f"web app: {web.memory() / 2**20:.0f} MB")
        finally:
            front.stop()
            web.process.terminate()
            web.process.wait(20)


if __name__ == "__main__":
    main()
