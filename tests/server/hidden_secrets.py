"""Twenty-one secrets go through a server with accounts: none is ever in its log, in an answer about something else, or in the process list."""

import json
import os
import subprocess
import tempfile

from people import Person, add_person, first_admin
from program import check, run
from service import Service

PLANTED = [f"Planted{number:02}-kq7Zx9vRm2" for number in range(14)]


def command_lines(process):
    """The command lines and environments of the children of a process, and its own command line."""
    listing = subprocess.run(["ps", "-eww", "-o", "args"], stdout=subprocess.PIPE, check=True, text=True).stdout
    with open(f"/proc/{process.pid}/cmdline", encoding="utf-8") as file:
        return listing + file.read()


def tell(server, answers, *request, headers=None):
    """Sends a request whose answer should hold no secret."""
    method, path, body = request
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"Content-Type": "application/json", **(headers or {})}
    status, _, text = server.send(method, path, data, fields)
    answers.append((request, text.decode()))
    return status


def plant(server, secrets, answers):
    admin = first_admin(server)
    li = add_person(admin, "li@example.org")
    key = li.ask("POST", "/api/auth/keys", {"name": "k", "scopes": ["read"]}, status=201)["key"]
    hook = li.ask("POST", "/api/webhooks", {"url": "https://nothing.invalid/"}, status=201)
    secrets += [admin.password, li.password, key, li.cookie.split("=")[1], li.csrf, hook["secret"]]
    li.ask("POST", f"/api/webhooks/{hook['webhook_id']}/test", status=202)
    for path in ("", f"/{hook['webhook_id']}", f"/{hook['webhook_id']}/deliveries"):
        answers.append(("webhooks", json.dumps(li.ask("GET", "/api/webhooks" + path))))
    # Passwords where they belong, and where people put them by mistake.
    tell(server, answers, "POST", "/api/auth/login", {"email": "li@example.org", "password": PLANTED[0]})
    tell(server, answers, "POST", "/api/auth/login", {"email": "li@example.org", "password": PLANTED[1], "passwort": PLANTED[2]})
    tell(server, answers, "POST", "/api/auth/login", {"email": "li@example.org", "password": [PLANTED[3]]})
    tell(server, answers, "POST", "/api/auth/login", b'{"email": "li@example.org", "password": "%s"' % PLANTED[4].encode())
    tell(server, answers, "POST", f"/api/auth/login?password={PLANTED[5]}", {"email": "x"})
    tell(server, answers, "GET", f"/api/datasets?key={PLANTED[6]}", b"")
    tell(server, answers, "GET", "/api/datasets", b"", headers={"Authorization": f"Bearer {PLANTED[7]}"})
    tell(server, answers, "GET", "/api/datasets", b"", headers={"Cookie": f"theta-session={PLANTED[8]}"})
    tell(server, answers, "POST", "/api/datasets", {"name": "a"}, headers={"Cookie": li.cookie, "X-CSRF-Token": PLANTED[9]})
    change = {"password": PLANTED[10], "new_password": PLANTED[11]}
    tell(server, answers, "POST", "/api/auth/change-password", change, headers=li.headers("POST"))
    new = {"email": "short@example.org", "password": "li"}
    tell(server, answers, "POST", "/api/admin/users", new, headers=admin.headers("POST"))
    made = {"email": "new@example.org", "password": PLANTED[12]}
    check(tell(server, answers, "POST", "/api/admin/users", made, headers=admin.headers("POST")) == 201, "an account")
    reset = {"password": PLANTED[13]}
    path = f"/api/admin/users/{li.user['user_id']}/password"
    check(tell(server, answers, "POST", path, reset, headers=admin.headers("POST")) == 200, "a new password")
    Person(server).log_in("li@example.org", PLANTED[13])
    audit = admin.ask("GET", "/api/admin/audit?limit=1000")
    answers.append(("audit", json.dumps(audit)))
    answers.append(("users", json.dumps(admin.ask("GET", "/api/admin/users"))))
    answers.append(("keys", json.dumps(admin.ask("GET", "/api/auth/keys"))))


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        redis = "PlantedRedis-kq7Zx9vRm2"
        secrets = [*PLANTED, redis]
        answers = []
        with Service(data, "--accounts", env={"REDIS_URL": f"redis://:{redis}@127.0.0.1:1/0"}) as server:
            plant(server, secrets, answers)
            lines = command_lines(server.process)
        log = json.dumps(server.log)
        check(len(set(secrets)) == 21, f"{len(set(secrets))} secrets")
        for number, secret in enumerate(secrets):
            check(secret not in log, f"secret {number} is in the log")
            check(secret not in lines, f"secret {number} is in the process list")
            for request, text in answers:
                check(secret not in text, f"secret {number} is in the answer to {request}: {text}")
        shown = run("config", "show", env={"REDIS_URL": f"redis://:{redis}@127.0.0.1:1/0"})
        check(redis not in shown.stdout + shown.stderr, "nor do the settings show it")


main()
