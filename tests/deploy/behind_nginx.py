"""The shipped nginx in front of `theta serve --accounts` on PostgreSQL and Redis: https from signing in to the topics of a text."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys

import yaml
from people import Person
from places import Places, Redis, free_port, wait_until
from processes import die_with_parent
from program import check, speeches
from service import Service
from shipped import DEPLOY, Front

SPEECHES = speeches(300).encode()


class ShippedRedis(Redis):
    """A Redis started by the command of the compose file, with a password, on a port and in a folder of the test."""

    def start(self):
        with open(os.path.join(DEPLOY, "docker-compose.yml"), encoding="utf-8") as file:
            command = yaml.safe_load(file)["services"]["redis"]["command"]
        self.password = "c0ffee" * 8
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        script = command[2].replace("$$", "$").replace("dir /data", f"dir {self.folder}\nport {self.port}\nbind 127.0.0.1")
        self.process = subprocess.Popen([*command[:2], script], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env={**os.environ, "REDIS_PASSWORD": self.password}, preexec_fn=die_with_parent)
        wait_until(self.answers, "Redis answers")

    def answers(self):
        try:
            return self.command("PING").startswith("-NOAUTH")
        except OSError:
            return False


def check_doors(front):
    """What is not our name over TLS of today is sent away."""
    status, fields, _ = front.plain("GET", "/model/?id=a")
    check(status == 308 and fields["Location"] == "https://localhost/model/?id=a", "plain HTTP is sent to https, with its path")
    for host in ("127.0.0.1", "example.org"):
        try:
            check(False, f"another host is answered nothing, not {front.plain('GET', '/', host=host)[0]}")
        except (http.client.RemoteDisconnected, ConnectionResetError):
            pass
    with open(os.path.join(front.folder, "acme/.well-known/acme-challenge/token"), "w", encoding="utf-8") as file:
        file.write("answer")
    check(front.plain("GET", "/.well-known/acme-challenge/token")[2] == b"answer", "certificates can be renewed")
    blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    try:
        blind.wrap_socket(socket.create_connection(("127.0.0.1", front.port), timeout=10), server_hostname="example.org").close()
        check(False, "another name is refused")
    except ssl.SSLError:
        pass
    for version, works in (("-tls1_1", False), ("-tls1_2", True)):
        tried = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{front.port}", "-servername", "localhost", version,
                                "-cipher", "DEFAULT:@SECLEVEL=0"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, timeout=20, check=False)
        check((tried.returncode == 0) == works, f"{version}: {'spoken' if works else 'refused'}")
    front.trust.set_alpn_protocols(["h2", "http/1.1"])
    with front.trust.wrap_socket(socket.create_connection(("127.0.0.1", front.port), timeout=10), server_hostname="localhost") as found:
        check(found.selected_alpn_protocol() == "h2" and found.version() == "TLSv1.3", "HTTP/2 over TLS 1.3")
    front.trust.set_alpn_protocols(["http/1.1"])


def check_figures(front):
    """They are for this machine and for admins: nginx does not make a stranger one of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells the address that would be used
        except OSError:
            return  # a machine with no address but its own
        address = probe.getsockname()[0]
    check(front.send("GET", "/metrics", source=address)[0] in (401, 403), "figures are for admins")


def sign_in(server, front):
    made = next(entry for entry in server.log if entry["event"] == "first_admin")
    with open(made["password_file"], encoding="utf-8") as file:
        password = file.read().strip()
    admin = Person(front).log_in(made["email"], password)
    cookie = front.fields["Set-Cookie"]
    check(cookie.startswith("__Host-theta-session=") and "Secure" in cookie and "HttpOnly" in cookie, f"the cookie is for https: {cookie}")
    check(front.fields["Strict-Transport-Security"], "browsers remember https")
    check(len(front.fields.get_all("X-Content-Type-Options")) == 1, "no field is sent twice")
    return admin


def check_peers(server, front):
    """The log tells who asked, under one number with nginx's; what a client claims to be does not pass."""
    front.send("GET", "/api/version", headers={"X-Forwarded-For": "9.9.9.9", "X-Request-Id": "forged-by-a-client"}, source="127.0.0.77")
    wait_until(lambda: any(entry.get("peer") == "127.0.0.77" for entry in server.log), "the client's address is logged")
    entry = next(entry for entry in server.log if entry.get("peer") == "127.0.0.77")
    check(not any(one.get("peer") == "9.9.9.9" for one in server.log), "a forged address does not pass")
    check(re.fullmatch("[0-9a-f]{32}", entry["request_id"]), f"the request has nginx's number: {entry}")
    wait_until(lambda: entry["request_id"] in front.log(), "nginx's log has the same number")
    check("127.0.0.77" in front.log() and "?" not in front.log(), "nginx's log has no queries")


def upload(admin, front, body, name, status=201):
    dataset = admin.ask("POST", "/api/datasets", {"name": name, "columns": {"text_column": "text"}}, status=201)["dataset_id"]
    found = admin.ask("PUT", f"/api/datasets/{dataset}/files/speeches.csv", body, status=status)
    check(found["bytes"] == len(body), "the file is whole")
    check(os.listdir(os.path.join(front.folder, "run", "body")) == [], "nginx keeps no copy of it")
    return dataset


def check_limits(admin, front, dataset):
    """nginx refuses what nobody takes before a byte of it has come; the rest is for the back end to say."""
    with front.trust.wrap_socket(socket.create_connection(("127.0.0.1", front.port), timeout=10), server_hostname="localhost") as client:
        head = [f"PUT /api/datasets/{dataset}/files/huge.csv HTTP/1.1", f"Host: localhost:{front.port}", f"Content-Length: {5 << 30}"]
        head += [f"{name}: {value}" for name, value in admin.headers("PUT").items()]
        client.sendall("\r\n".join([*head, "", ""]).encode())
        answer = http.client.HTTPResponse(client)
        answer.begin()
        problem = json.loads(answer.read())
        check(answer.status == 413 and answer.headers.get_content_type() == "application/problem+json", f"5 GiB: {answer.status}")
        check(problem["code"] == "too_large" and problem["status"] == 413, f"it looks as all problems do: {problem}")
    admin.ask("POST", "/api/datasets", b'{"name": "' + b"x" * (5 << 20) + b'"}', {"Content-Type": "application/json"}, status=413)


class Stream:
    """A stream of events through nginx, read as it comes."""

    def __init__(self, admin, front, task):
        self.connection = front.connect()
        self.connection.request("GET", f"/api/tasks/{task}/events", headers={**admin.headers("GET"), "Accept-Encoding": "gzip"})
        self.answer = self.connection.getresponse()
        check(self.answer.status == 200 and self.answer.headers["Content-Encoding"] is None, "a stream, not compressed")

    def next(self, wanted):
        """The data of the next event of this name."""
        name = None
        for line in self.answer:
            key, _, value = line.decode().rstrip("\n").partition(": ")
            name = value if key == "event" else name
            if key == "data" and name == wanted:
                return json.loads(value)
        return check(False, f"an event {wanted} comes before the end")


def train(admin, front, dataset):
    """Events come while the task runs: it is cancelled at the first of them. Then one runs to its end."""
    request = {"type": "train", "dataset_id": dataset, "num_topics": 5, "model": "etm", "epochs": 100000, "seed": 3}
    task = admin.ask("POST", "/api/tasks", request, status=202)["task_id"]
    stream = Stream(admin, front, task)
    stream.next("progress")
    check(admin.ask("GET", f"/api/tasks/{task}")["status"] == "running", "the first event arrives long before the last")
    admin.ask("POST", f"/api/tasks/{task}/cancel", status=202)
    check(stream.next("end")["status"] == "cancelled", "the last event arrives, too")
    stream.connection.close()
    request.update(model="lda", epochs=30)
    task = admin.ask("POST", "/api/tasks", request, status=202)["task_id"]
    done = Stream(admin, front, task).next("end")
    check(done["status"] == "completed", f"a model is made: {done}")
    return done["model_id"]


def outage(data, server, front, env):
    """Without a back end people are told to come back, as a problem; with one again all goes on."""
    port = server.port
    server.kill()
    status, fields, body = front.send("GET", "/api/version")
    check(status == 503 and json.loads(body)["code"] == "unavailable" and fields["Retry-After"] == "5", f"no back end: {status} {body}")
    check(front.send("GET", "/")[0] == 503, "no web app: the same")
    return Service(data, *OPTIONS, env=env, port=port)


OPTIONS = ("--accounts", "--trusted-proxy", "127.0.0.1", "--slots", "1", "--threads", "1")


def main():
    if not shutil.which("/usr/sbin/nginx"):
        print("skipped: nginx is not installed")
        sys.exit(77)
    with Places("postgres") as places:
        places.redis.stop()
        redis = ShippedRedis(os.path.join(places.top.name, "shipped_redis"))
        places.redis = redis
        env = {**places.env, "REDIS_URL": redis.url}
        with Service(places.data, *OPTIONS, env=env) as server:
            front = Front(os.path.join(places.top.name, "nginx"), free_port(), server.port).start()
            try:
                check_doors(front)
                check(front.ask("GET", "/healthz")["status"] == "alive" and front.ask("GET", "/readyz")["status"] == "ready", "healthy")
                check_figures(front)
                check(front.send("GET", "/api/datasets")[0] == 401, "nobody gets in without a login")
                admin = sign_in(server, front)
                check_peers(server, front)
                upload(admin, front, b"text\n" + b"far away and long ago\n" * 1_200_000, "large")
                dataset = upload(admin, front, SPEECHES, "speeches 演讲")
                check_limits(admin, front, dataset)
                model = train(admin, front, dataset)
                found = admin.ask("POST", "/api/analyze", {"model_id": model, "text": "the ship left the harbour"})
                check(len(found["results"]) == 1 and found["results"][0]["topics"], "topics of a new text")
                with outage(places.data, server, front, env):
                    wait_until(lambda: front.send("GET", "/readyz")[0] == 200, "the back end is found again")
                    check(admin.ask("GET", f"/api/models/{model}")["model_id"] == model, "the session and the model are there")
            finally:
                front.stop()


main()
