"""Accounts: who may come in and how, what keys may do, and when sessions and keys end."""

import http.client
import json
import os
import ssl
import stat
import subprocess
import tempfile
import threading
import time

from people import Person, first_admin
from program import check
from service import Service

GOOD = "8Fh2kLq0Zx-morgen"
OTHER = "tjM4-vk2P-9xQz-abend"


def first_start(data, server):
    entry, = [entry for entry in server.log if entry["event"] == "first_admin"]
    path = entry["password_file"]
    mode = stat.S_IMODE(os.stat(path).st_mode)
    check(mode == 0o600 and os.path.dirname(path) == data, f"the first password is for its owner alone: {path} {mode:o}")
    leftovers = [name for name in os.listdir(data) if name.startswith("first-admin")]
    check(leftovers == [os.path.basename(path)], f"no draft stays: {leftovers}")
    check(not [line for line in server.log if "password" in line and "password_file" not in line], "no password in the log")
    return path


def cookies(server):
    """The attributes of the session cookie, over plain HTTP on loopback and as a trusted proxy's HTTPS."""
    body = {"email": "li@example.org", "password": GOOD}
    server.ask("POST", "/api/auth/login", body)
    plain = server.fields["Set-Cookie"]
    check(plain.startswith("theta-session=") and "Secure" not in plain, f"no Secure over plain HTTP: {plain}")
    server.ask("POST", "/api/auth/login", body, {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"})
    secure = server.fields["Set-Cookie"]
    check(secure.startswith("__Host-theta-session=") and "; Secure" in secure, f"the __Host- cookie over HTTPS: {secure}")
    for cookie in (plain, secure):
        check("; HttpOnly" in cookie and "; SameSite=Lax" in cookie and "; Path=/" in cookie and "Domain" not in cookie, cookie)
    value = secure.split(";")[0]
    check(server.send("GET", "/api/auth/me", headers={"Cookie": value})[0] == 401, "the HTTPS cookie is none over plain HTTP")
    server.ask("GET", "/api/auth/me", headers={"Cookie": value, "X-Forwarded-Proto": "https"})


def forgery(server, li):
    """What a page of another origin can make a browser send changes nothing."""
    new = {"name": "forged"}
    cookie = {"Cookie": li.cookie}
    for headers in (cookie, {**cookie, "X-CSRF-Token": ""}, {**cookie, "X-CSRF-Token": "0" * 64}):
        problem = server.ask("POST", "/api/datasets", new, headers, status=403)
        check("X-CSRF-Token" in problem["detail"], f"the missing token is named: {problem}")
    good = {**cookie, "X-CSRF-Token": li.csrf}
    for extra in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
                  {"Sec-Fetch-Site": "same-site"}):
        server.ask("POST", "/api/datasets", new, {**good, **extra}, status=403)
        server.ask("POST", "/api/auth/login", {"email": "li@example.org", "password": GOOD}, extra, status=403)
    own = f"http://127.0.0.1:{server.port}"
    made = server.ask("POST", "/api/datasets", new, {**good, "Origin": own, "Sec-Fetch-Site": "same-origin"}, status=201)
    server.ask("DELETE", f"/api/datasets/{made['dataset_id']}", headers={**good, "Origin": own}, status=204)
    check(li.ask("GET", "/api/datasets")["total"] == 0, "nothing forged stays")


def other_origins(server, li):
    """Pages of a listed origin may use the API; those of others may not read an answer."""
    ask = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "x-csrf-token, content-type"}
    status, fields, _ = server.send("OPTIONS", "/api/datasets", headers={**ask, "Origin": "https://topics.example.org"})
    check(status == 204 and fields["Access-Control-Allow-Origin"] == "https://topics.example.org"
          and "PATCH" in fields["Access-Control-Allow-Methods"] and "X-CSRF-Token" in fields["Access-Control-Allow-Headers"],
          f"the preflight of a listed origin: {status} {fields}")
    _, fields, _ = server.send("OPTIONS", "/api/datasets", headers={**ask, "Origin": "https://evil.example"})
    check(fields["Access-Control-Allow-Origin"] is None, "no preflight for others")
    for origin, allowed in (("https://topics.example.org", True), ("https://second.example", True),
                            ("https://topics.example.org.evil.example", False), ("http://topics.example.org", False)):
        li.ask("GET", "/api/datasets", headers={"Origin": origin})
        check((server.fields["Access-Control-Allow-Origin"] == origin) == allowed, f"{origin}: {server.fields}")
        check("Origin" in server.fields["Vary"], "caches are told")
    made = li.ask("POST", "/api/datasets", {"name": "a"}, {"Origin": "https://second.example", "Sec-Fetch-Site": "cross-site"}, 201)
    li.ask("DELETE", f"/api/datasets/{made['dataset_id']}", status=204)


def registration(server, admin):
    body = {"email": "new@example.org", "password": GOOD, "name": "新"}
    problem = server.ask("POST", "/api/auth/register", body, status=403)
    check("closed" in problem["detail"], f"registration is closed at first: {problem}")
    check(server.ask("GET", "/api/version")["registration_open"] is False, "and the version says so")
    check(admin.ask("PATCH", "/api/admin/settings", {"registration_open": True})["registration_open"], "an admin opens it")
    for wrong, words in (({"password": "password123"}, "others try first"), ({"password": "short"}, "at least 10"),
                         ({"password": "x9-new-kq7w"}, "name of the account"), ({"email": "new"}, "email"),
                         ({"role": "admin"}, "role")):
        problem = server.ask("POST", "/api/auth/register", {**body, **wrong}, status=422)
        check(words in problem["detail"], f"{wrong}: {problem['detail']} tells {words}")
    new = Person(server)
    new.keep_session(server.ask("POST", "/api/auth/register", body, status=201))
    check(new.user["role"] == "user" and new.ask("GET", "/api/auth/me")["user"] == new.user, f"they are logged in: {new.user}")
    server.ask("POST", "/api/auth/register", {**body, "email": "NEW@example.org"}, status=409)
    admin.ask("PATCH", "/api/admin/settings", {"registration_open": False})
    server.ask("POST", "/api/auth/register", {**body, "email": "late@example.org"}, status=403)
    for path in ("users", "audit", "settings", "storage", "system"):
        new.ask("GET", f"/api/admin/{path}", status=403)


def wrong_logins(server, admin):
    """Wrong password and unknown user in the same words; then a delay, which passes."""
    admin.ask("POST", "/api/admin/users", {"email": "slow@example.org", "password": GOOD}, status=201)
    wrong = server.ask("POST", "/api/auth/login", {"email": "slow@example.org", "password": OTHER}, status=401)
    unknown = server.ask("POST", "/api/auth/login", {"email": "no@example.org", "password": OTHER}, status=401)
    check(wrong["detail"] == unknown["detail"] and wrong["code"] == unknown["code"], f"{wrong} and {unknown} are alike")
    for _ in range(3):
        server.ask("POST", "/api/auth/login", {"email": "slow@example.org", "password": OTHER}, status=401)
    problem = server.ask("POST", "/api/auth/login", {"email": "slow@example.org", "password": GOOD}, status=429)
    wait = int(server.fields["Retry-After"])
    check(0 < wait <= 2 and problem["code"] == "too_many", f"the fourth failure makes wait: {problem}, {wait}")
    threading.Event().wait(wait)
    Person(server).log_in("slow@example.org", GOOD)


def keys(server, li):
    made = li.ask("POST", "/api/auth/keys", {"name": "robot", "scopes": ["read"], "expires_in_days": 7}, status=201)
    reader = Person(server, made["key"])
    check(made["prefix"] == made["key"][:12], "a key is known by its start")
    check(reader.ask("GET", "/api/auth/me")["scopes"] == ["read"], "what the key may")
    check(reader.ask("GET", "/api/auth/me")["csrf_token"] is None, "a key needs no CSRF token")
    reader.ask("POST", "/api/datasets", {"name": "a"}, status=403)
    reader.ask("POST", "/api/analyze", {"model_id": "A" * 22, "text": "ship"}, status=404)
    server.ask("GET", "/api/datasets", headers={"Authorization": f"bearer  {made['key']}"})
    listed, = li.ask("GET", "/api/auth/keys")["items"]
    check("key" not in listed and listed["used_at"] is not None and listed["expires_at"] > listed["created_at"], f"{listed}")
    writer = Person(server, li.ask("POST", "/api/auth/keys", {"name": "w", "scopes": ["write"]}, status=201)["key"])
    dataset = writer.ask("POST", "/api/datasets", {"name": "by key"}, status=201)["dataset_id"]
    writer.ask("GET", "/api/datasets", status=403)
    writer.ask("DELETE", f"/api/datasets/{dataset}", status=204)
    for person in (reader, writer):
        person.ask("POST", "/api/auth/keys", {"name": "more", "scopes": ["read", "write"]}, status=403)
        person.ask("POST", "/api/auth/change-password", {"password": GOOD, "new_password": OTHER}, status=403)
    for body, words in (({"name": "a", "scopes": []}, "scopes"), ({"name": "a", "scopes": ["all"]}, "all is no scope"),
                        ({"name": "a", "scopes": ["admin"]}, "admins alone"),
                        ({"name": "a", "scopes": ["read"], "expires_in_days": 0}, "expires_in_days")):
        check(words in li.ask("POST", "/api/auth/keys", body, status=422)["detail"], f"{body} is refused")
    for header in ("Bearer theta_wrong", "Basic bGk6bGk=", "Bearer", f"Bearer{made['key']}"):
        server.ask("GET", "/api/datasets", headers={"Authorization": header, "Cookie": li.cookie}, status=401)
    check(server.fields["WWW-Authenticate"] == "Bearer", "a 401 tells how to log in")
    li.ask("DELETE", f"/api/auth/keys/{made['key_id']}", status=204)
    reader.ask("GET", "/api/datasets", status=401)
    return writer


def passwords(server, li, writer):
    there = Person(server).log_in("li@example.org", GOOD)
    wrong = {"password": OTHER, "new_password": OTHER}
    check("present" in li.ask("POST", "/api/auth/change-password", wrong, status=422)["detail"], "the present one is asked for")
    common = {"password": GOOD, "new_password": "qwerty12345"}
    check("others try" in li.ask("POST", "/api/auth/change-password", common, status=422)["detail"], "no common one")
    li.ask("POST", "/api/auth/change-password", {"password": GOOD, "new_password": OTHER}, status=204)
    li.ask("GET", "/api/auth/me")
    there.ask("GET", "/api/auth/me", status=401)
    server.ask("POST", "/api/auth/login", {"email": "li@example.org", "password": GOOD}, status=401)
    again = Person(server).log_in("li@example.org", OTHER)
    again.ask("POST", "/api/auth/logout", status=204)
    check("Max-Age=0" in server.fields["Set-Cookie"], "logging out removes the cookie")
    again.ask("GET", "/api/auth/me", status=401)
    writer.ask("POST", "/api/datasets", {"name": "keys stay"}, status=201)


def administration(server, admin, li, writer):
    path = f"/api/admin/users/{li.user['user_id']}"
    own = f"/api/admin/users/{admin.user['user_id']}"
    admin.ask("PATCH", own, {"disabled": True}, status=409)
    admin.ask("PATCH", own, {"role": "user"}, status=409)
    admin.ask("PATCH", f"/api/admin/users/{'A' * 22}", {"name": "x"}, status=404)
    check(admin.ask("PATCH", path, {"role": "admin"})["role"] == "admin", "made an admin")
    li.ask("GET", "/api/admin/users")
    writer.ask("GET", "/api/admin/users", status=403)
    admin.ask("PATCH", path, {"role": "user"})
    li.ask("GET", "/api/admin/users", status=403)
    reset = admin.ask("POST", path + "/password", {})
    li.ask("GET", "/api/auth/me", status=401)
    back = Person(server).log_in("li@example.org", reset["password"])
    admin.ask("PATCH", path, {"disabled": True})
    back.ask("GET", "/api/auth/me", status=401)
    writer.ask("POST", "/api/datasets", {"name": "a"}, status=401)
    problem = server.ask("POST", "/api/auth/login", {"email": "li@example.org", "password": reset["password"]}, status=403)
    check("disabled" in problem["detail"], f"the owner is told why: {problem}")
    admin.ask("PATCH", path, {"disabled": False})
    Person(server).log_in("li@example.org", reset["password"])
    actions = {entry["action"] for entry in admin.ask("GET", "/api/admin/audit?limit=1000")["items"]}
    wanted = {"login", "login.failed", "logout", "password.change", "key.create", "delete", "user.create", "user.change",
              "user.password", "settings.change"}
    check(wanted <= actions, f"the audit has {wanted - actions} too")
    hers = admin.ask("GET", f"/api/admin/audit?user_id={li.user['user_id']}")["items"]
    check(hers and all(entry["user_id"] == li.user["user_id"] for entry in hers), "of one user")
    failed = admin.ask("GET", "/api/admin/audit?action=login.failed")["items"]
    check(failed and all(entry["action"] == "login.failed" for entry in failed), f"of one kind: {failed}")
    system(admin, li)


def system(admin, li):
    """Who keeps how much, and how the server is."""
    usage = {item["user_id"]: item for item in admin.ask("GET", "/api/admin/storage?limit=1000")["items"]}
    check(li.user["user_id"] in usage and admin.user["user_id"] in usage, f"everybody is there: {usage}")
    kept = [item["file_bytes"] + item["model_bytes"] for item in usage.values()]
    check(kept == sorted(kept, reverse=True), f"those who keep most come first: {kept}")
    state = admin.ask("GET", "/api/admin/system")
    check([part["name"] for part in state["parts"]] == ["database", "store", "cache"]
          and all(part["answers"] for part in state["parts"]), f"all parts answer: {state['parts']}")
    check(state["workers"] == [] and state["tasks"]["running"] == 0, f"nobody works: {state}")
    check(state["accounts"] and state["http"]["requests"] > 0 and state["disk"]["free_bytes"] > 0, f"figures of itself: {state}")
    admin.ask("GET", "/api/admin/system?x=1", status=400)


def follow(server, person, task):
    """An open event stream: its first bytes have come."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", f"/api/tasks/{task}/events", headers=person.headers("GET"))
    answer = connection.getresponse()
    check(answer.status == 200 and answer.readline().startswith(b"event:"), f"the stream is open: {answer.status}")
    return answer


def streams(server, admin):
    """An event stream lives as long as what it was opened with: a session, a key, an enabled user."""
    admin.ask("POST", "/api/admin/users", {"email": "wu@example.org", "password": GOOD}, status=201)
    stays, leaves = (Person(server).log_in("wu@example.org", GOOD) for _ in range(2))
    made = stays.ask("POST", "/api/auth/keys", {"name": "follows", "scopes": ["read"]}, status=201)
    dataset = stays.ask("POST", "/api/datasets", {"name": "waits", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
    stays.ask("PUT", f"/api/datasets/{dataset}/files/a.csv", b"text\nship\n", status=201)
    task = stays.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset}, status=202)["task_id"]
    open_streams = [follow(server, person, task) for person in (leaves, Person(server, made["key"]), stays)]
    leaves.ask("POST", "/api/auth/logout", status=204)
    stays.ask("DELETE", f"/api/auth/keys/{made['key_id']}", status=204)
    start = time.monotonic()
    for stream in open_streams[:2]:
        stream.read()  # until it ends; times out where it does not
    check(time.monotonic() - start < 10, "they end within seconds")
    stays.ask("POST", f"/api/tasks/{task}/cancel", status=202)
    check(b"event: end" in open_streams[2].read(), "another session's stream goes on to the end of the task")
    task = stays.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset}, status=202)["task_id"]
    stream = follow(server, stays, task)
    admin.ask("PATCH", f"/api/admin/users/{stays.user['user_id']}", {"disabled": True})
    check(b"event: end" not in stream.read(), "a disabled user's stream ends, and not with the task")


def first_password_goes(server, admin, path):
    admin.ask("POST", "/api/auth/change-password", {"password": admin.password, "new_password": GOOD}, status=204)
    check(not os.path.exists(path), "the file with the first password is gone when it is no longer true")


def many_at_once(server):
    """Twenty logins at the same time: some are answered, the others are told to come again, and nothing fails."""
    found = []
    lock = threading.Barrier(20)

    def log_in(number):
        lock.wait()
        body = b'{"email": "p%d@example.org", "password": "whatever it is"}' % number
        headers = {"Content-Type": "application/json", "X-Forwarded-For": f"198.51.100.{number}", "X-Forwarded-Proto": "https"}
        status, fields, _ = server.send("POST", "/api/auth/login", body, headers)
        found.append((status, fields["Retry-After"]))

    threads = [threading.Thread(target=log_in, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check({status for status, _ in found} <= {401, 429} and any(status == 401 for status, _ in found), f"{found}")
    check(all(after is not None for status, after in found if status == 429), f"each says when to come back: {found}")


def single_user(server):
    """Without accounts the same routes say so."""
    me = server.ask("GET", "/api/auth/me")
    check(me["accounts"] is False and me["csrf_token"] is None and me["user"]["role"] == "admin", f"the local user: {me}")
    for method, path, body in (("POST", "/api/auth/login", {"email": "a@b", "password": "c"}), ("POST", "/api/auth/logout", None),
                               ("POST", "/api/auth/register", {"email": "a@b", "password": GOOD}),
                               ("POST", "/api/auth/change-password", {"password": "a", "new_password": GOOD}),
                               ("POST", "/api/auth/keys", {"name": "a", "scopes": ["read"]})):
        check("no accounts" in server.ask(method, path, body, status=409)["detail"], f"{path} says that there are none")
    check(server.ask("GET", "/api/version")["accounts"] is False, "and the version, too")
    check(server.ask("POST", "/api/datasets", {"name": "early"}, status=201)["name"] == "early", "no login is needed")


def over_https(top, data):
    """HTTPS by the server itself, on an address that others can reach."""
    certificate, key = os.path.join(top, "chain.pem"), os.path.join(top, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                    key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, stderr=subprocess.DEVNULL)
    with Service(data, "--slots", "0", "--host", "0.0.0.0", "--certificate", certificate, "--key", key,
                 env={"THETA_ACCOUNTS": "true"}) as server:
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=30)
        body = json.dumps({"email": "local@localhost", "password": GOOD})
        connection.request("POST", "/api/auth/login", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        check(answer.status == 200 and answer.headers["Set-Cookie"].startswith("__Host-theta-session="), "logged in by HTTPS")
        connection.close()


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            single_user(server)
        with Service(data, "--slots", "0", "--accounts", "--trusted-proxy", "127.0.0.1", "--public-origin",
                     "https://topics.example.org", env={"CORS_ORIGINS": "https://second.example"}) as server:
            path = first_start(data, server)
            admin = first_admin(server)
            check([item["name"] for item in admin.ask("GET", "/api/datasets")["items"]] == ["early"],
                  "what the local user had is the first admin's")
            for method, route in (("GET", "/api/datasets"), ("POST", "/api/auth/logout"), ("GET", "/api/auth/me")):
                server.ask(method, route, status=401)
            server.ask("GET", "/healthz")
            server.ask("GET", "/readyz")
            check(server.send("GET", "/metrics")[0] == 200, "metrics for this machine")
            outside = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
            check(server.send("GET", "/metrics", headers=outside)[0] == 401, "metrics are for this machine")
            check(server.send("GET", "/api/version", headers={"X-Forwarded-For": "203.0.113.7"})[0] == 403, "no plain HTTP")
            admin.ask("POST", "/api/admin/users", {"email": "li@example.org", "password": GOOD}, status=201)
            li = Person(server).log_in("li@example.org", GOOD)
            cookies(server)
            forgery(server, li)
            other_origins(server, li)
            registration(server, admin)
            wrong_logins(server, admin)
            writer = keys(server, li)
            passwords(server, li, writer)
            administration(server, admin, li, writer)
            streams(server, admin)
            many_at_once(server)
            first_password_goes(server, admin, path)
            entries = [entry for entry in server.log if entry.get("user_id") == li.user["user_id"]]
            check(any(entry["event"] == "request" for entry in entries), "the log says who asked")
        with Service(data, "--slots", "0", "--accounts") as server:
            check(not [entry for entry in server.log if entry["event"] == "first_admin"], "only the first start makes an admin")
            Person(server).log_in("local@localhost", GOOD)
        over_https(top, data)


main()
