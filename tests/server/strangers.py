"""Two users: B, and somebody who is not logged in, try every operation of the contract on what is A's. None succeeds.

The operations come from the document that the server serves. One that has no place in the tables below fails the test:
whoever adds a route says here how A makes such a thing (MAKERS), where its id stands in a path (IDS), and what a body
or query that asks for A's things looks like (BODIES, QUERIES).
"""

import json
import tempfile
import time

from people import Person, add_person, first_admin
from program import check, speeches
from service import Service


def make_dataset(a, _):
    return a.ask("POST", "/api/datasets", {"name": "of A", "columns": {"text_column": "text"}}, status=201)["dataset_id"]


def make_file(a, things):
    a.ask("PUT", f"/api/datasets/{things['dataset']}/files/a.csv", speeches(300).encode(), status=201)
    return "a.csv"


def make_task(a, things):
    request = {"type": "sweep", "dataset_id": things["dataset"], "model": "lda", "num_topics": [5], "epochs": 20, "seed": 1}
    return a.ask("POST", "/api/tasks", request, status=202)["task_id"]


def make_model(a, things):
    while a.ask("GET", f"/api/tasks/{things['task']}")["status"] in ("pending", "running"):
        time.sleep(0.1)
    return a.ask("GET", f"/api/tasks/{things['task']}")["model_id"]


def make_key(a, _):
    return a.ask("POST", "/api/auth/keys", {"name": "of A", "scopes": ["read"]}, status=201)["key_id"]


def make_delivery(a, things):
    """A message that will not change any more: its webhook is off."""
    hook = f"/api/webhooks/{things['webhook']}"
    a.ask("PATCH", hook, {"active": False})
    return a.ask("POST", f"{hook}/test", status=202)["delivery_id"]


# How A makes one of everything, in this order: (name, how).
MAKERS = [
    ("dataset", make_dataset),
    ("file", make_file),
    ("task", make_task),
    ("model", make_model),
    ("task file", lambda a, _: "sweep.json"),
    ("topic", lambda a, things: str(a.ask("GET", f"/api/models/{things['model']}/topics")["items"][0]["topic_id"])),
    ("word", lambda a, things: "ship"),
    ("document", lambda a, things: "0"),
    ("share", lambda a, things: a.ask("POST", f"/api/models/{things['model']}/shares", {}, status=201)["share_id"]),
    ("key", make_key),
    ("user", lambda a, _: a.user["user_id"]),
    ("webhook", lambda a, _: a.ask("POST", "/api/webhooks", {"url": "https://nothing.invalid/"}, status=201)["webhook_id"]),
    ("delivery", make_delivery),
]

# Which thing a parameter of a path stands for, by the path up to it.
IDS = {
    "/api/datasets/{id}": "dataset",
    "/api/datasets/{id}/files/{name}": "file",
    "/api/tasks/{id}": "task",
    "/api/tasks/{id}/files/{name}": "task file",
    "/api/models/{id}": "model",
    "/api/models/{id}/topics/{topic}": "topic",
    "/api/models/{id}/words/{word}": "word",
    "/api/models/{id}/documents/{document}": "document",
    "/api/models/{id}/shares/{share}": "share",
    "/api/auth/keys/{id}": "key",
    "/api/admin/users/{id}": "user",
    "/api/webhooks/{id}": "webhook",
    "/api/webhooks/{id}/deliveries/{delivery}": "delivery",
}

# Bodies by operation; "@dataset" is the id of A's data set. Where a path has no id of A, each body must name one.
BODIES = {
    "putFile": [b"text\nship\n"],
    "beginTransfer": [{"total_bytes": 10}],
    "changeDataset": [{"name": "of B"}],
    "cutTexts": [{"texts": ["ship"]}],
    "createTask": [{"type": "train", "dataset_id": "@dataset"}, {"type": "sweep", "dataset_id": "@dataset", "num_topics": [2, 3]},
                   {"type": "evaluate", "model_id": "@model"}, {"type": "stability", "model_id": "@model", "seed": [2]},
                   {"type": "evaluate", "dataset_id": "@dataset", "topics": [["ship", "sail"]]}, {"type": "export", "model_id": "@model", "options": {"export": {"format": "csv"}}}],
    "estimateTask": [{"type": "train", "dataset_id": "@dataset"}, {"type": "stability", "model_id": "@model", "seed": [2]}],
    "changeModel": [{"name": "of B"}],
    "changeTopic": [{"name": "of B"}],
    "addEdit": [{"kind": "hide", "topics": [0]}],
    "createShare": [{}],
    "analyze": [{"model_id": "@model", "text": "ship"}],
    "evaluate": [{"model_id": "@model", "topics": [["ship", "sail"]]}, {"dataset_id": "@dataset", "topics": [["ship", "sail"]]}],
    "createUser": [{"email": "c@example.org"}],
    "changeUser": [{"role": "admin"}],
    "resetPassword": [{}],
    "changeWebhook": [{"active": True}],
    "changeSettings": [{"registration_open": True}],
}

# What some operations must be told in their query before they look for anything.
QUERIES = {"exportModel": "?format=csv", "compareModels": "?ids=@model,@model", "getDimensionAnalysis": "?column=theme"}

# Operations that anybody may call. A link is asked with its token, which nobody but its maker has.
OPEN = {"getSharedModel", "health", "ready", "metrics", "version", "openapi", "docs", "login", "register"}

# Changes that name nothing of A: they are about the caller alone, and other tests try them.
OWN = {"createDataset", "createKey", "importModel", "createWebhook", "logout", "changePassword", "openSample", "uploadDataset"}

METHODS = ("get", "put", "post", "patch", "delete")


def operations(document):
    """(method, path template, operation, its parameters)"""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method], item.get("parameters", []) + item[method].get("parameters", [])


def fill_path(template, things):
    """The path with A's ids, or None where a parameter is in no table."""
    done, filled = [], []
    for segment in template.split("/"):
        done.append(segment)
        if segment.startswith("{"):
            kind = IDS.get("/".join(done))
            if kind is None:
                return None
            segment = things[kind]
        filled.append(segment)
    return "/".join(filled)


def fill_body(body, things):
    if isinstance(body, bytes) or body is None:
        return body
    text = json.dumps(body)
    for name, value in things.items():
        text = text.replace(f'"@{name}"', json.dumps(value))
    return json.loads(text)


def tries(method, template, operation, parameters, things):
    """(path, body) of every try of an operation."""
    name = operation["operationId"]
    path = fill_path(template, things)
    check(path is not None, f"{method} {template}: no thing of A is known for its parameter; see IDS in strangers.py")
    path += QUERIES.get(name, "").replace("@model", things["model"])
    bodies = BODIES.get(name, [None])
    check(name in BODIES or not operation.get("requestBody", {}).get("required"),
          f"{method} {template} ({name}): which body asks for A's things? See BODIES in strangers.py")
    for body in bodies:
        named = "{" in template or "/admin/" in template or (body and "@" in str(body))
        check(named or method == "GET", f"{method} {template} ({name}) names nothing of A; see BODIES and OWN in strangers.py")
        yield path, fill_body(body, things)
    for parameter in parameters:
        asked = parameter.get("name", "")
        kind = asked.removesuffix("_id")
        if parameter.get("in") == "query" and asked != kind and kind in things:
            yield f"{path}?{asked}={things[kind]}", fill_body(bodies[0], things)


def send(person, method, path, body):
    headers = {}
    if body is not None and not isinstance(body, bytes):
        body, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
    status, _, text = person.send(method, path, body, headers)
    return status, text.decode()


def try_all(document, things, b, nobody):
    count = 0
    for method, template, operation, parameters in operations(document):
        name = operation["operationId"]
        if name in OPEN:
            continue
        if name in OWN:
            status, text = send(nobody, method, template, {})
            check(status == 401, f"nobody: {method} {template} is answered 401, not {status}: {text}")
            continue
        for path, body in tries(method, template, operation, parameters, things):
            status, text = send(nobody, method, path, body)
            check(status == 401, f"nobody: {method} {path} is answered 401, not {status}: {text}")
            status, text = send(b, method, path, body)
            shown = [kind for kind, value in things.items() if len(value) == 22 and value in text]
            if template.startswith("/api/admin/"):
                check(status == 403, f"B: {method} {path} is for admins alone, not {status}: {text}")
            elif "{" in template or (body and "@" in str(BODIES.get(name))):
                check(status == 404, f"B: {method} {path} {body} is answered 404, not {status}: {text}")
            else:
                check(status in (200, 404), f"B: {method} {path} is B's own list, not {status}: {text}")
            check(not shown, f"B: {method} {path} shows the {shown} of A: {text}")
            count += 2
    return count


def check_tables(document):
    known = {operation["operationId"] for _, _, operation, _ in operations(document)}
    for name in {*BODIES, *QUERIES, *OPEN, *OWN}:
        check(name in known, f"{name} in strangers.py is no operation of the contract")


def view(document, a, things):
    """All that A sees of what is theirs."""
    seen = {}
    for method, template, operation, _ in operations(document):
        if method == "GET" and "{" in template and "/events" not in template:
            path = fill_path(template, things)
            if path is not None:
                status, text = send(a, "GET", path, None)
                seen[path] = status, text if status == 200 else ""
    return seen


def main():
    with tempfile.TemporaryDirectory() as data, Service(data, "--accounts") as server:
        admin = first_admin(server)
        a, b = add_person(admin, "a@example.org"), add_person(admin, "b@example.org")
        document = server.ask("GET", "/api/openapi.json")
        check_tables(document)
        things = {}
        for name, make in MAKERS:
            things[name] = make(a, things)
        before = view(document, a, things)
        hidden = [path for path, (status, _) in before.items() if status not in (200, 400, 422)]
        check(not hidden, f"A sees what is theirs, not only that it is there: {hidden}")
        count = try_all(document, things, b, Person(server))
        check(view(document, a, things) == before, "nothing of A has changed")
        check(send(a, "GET", "/api/auth/me", None)[0] == 200, "A is still logged in")
        print(f"{count} tries")


main()
