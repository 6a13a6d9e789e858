"""Wrong requests: each is answered with a problem document that says what is wrong, and leaves nothing behind."""

import os
import tempfile

from program import check
from service import Service

NOBODY = "A" * 21 + "w"  # the spelling of an id, and nobody's
JSON = {"Content-Type": "application/json"}


def wrong_requests(dataset, empty):
    """(method, path, body, headers, status, words of the detail)"""
    post = "POST"
    yield post, "/api/datasets", b"{", JSON, 400, "body"
    yield post, "/api/datasets", b"", JSON, 400, "body"
    yield post, "/api/datasets", b"[]", JSON, 422, "must be an object"
    yield post, "/api/datasets", b"{}", {"Content-Type": "text/plain"}, 415, "application/json"
    yield post, "/api/datasets", b"{}", {}, 415, "application/json"
    yield post, "/api/datasets", b'{"name": ' + b"[" * 70 + b"]" * 70 + b"}", JSON, 422, "nested"
    yield post, "/api/datasets", b"{}", JSON, 422, "name: is missing"
    yield post, "/api/datasets", b'{"name": 7}', JSON, 422, "name: must be a string"
    yield post, "/api/datasets", b'{"name": ""}', JSON, 422, "name: must have 1 to 200"
    yield post, "/api/datasets", b'{"name": "a\\u0000b"}', JSON, 422, "name"
    yield post, "/api/datasets", b'{"name": "a", "nmae": 1}', JSON, 422, 'did you mean "name"'
    yield post, "/api/datasets", b'{"name": "a", "columns": {"text_colum": "x"}}', JSON, 422, "text_column"
    yield post, "/api/datasets", b"x" * (5 << 20), JSON, 413, ""
    yield "GET", "/api/datasets?limit=-1", None, {}, 400, "limit"
    yield "GET", "/api/datasets?limt=1", None, {}, 400, 'did you mean "limit"'
    yield "GET", "/api/datasets?offset=x", None, {}, 400, "offset"
    yield "GET", f"/api/datasets/{NOBODY}", None, {}, 404, "does not exist"
    yield "GET", "/api/datasets/1", None, {}, 404, "does not exist"
    yield "GET", "/api/datasets/%27%20or%201=1", None, {}, 404, "does not exist"
    yield "PATCH", f"/api/datasets/{NOBODY}", b'{"name": "a"}', JSON, 404, "does not exist"
    yield "PATCH", f"/api/datasets/{dataset}", b'{"id": 1}', JSON, 422, "id: is no field of a data set"
    yield "PATCH", f"/api/datasets/{dataset}", b'{"name": "a"}', {**JSON, "If-Match": "1"}, 400, "If-Match"
    yield "PATCH", f"/api/datasets/{dataset}", b'{"name": "a"}', {**JSON, "If-Match": '"99"'}, 409, ""
    yield "DELETE", f"/api/datasets/{NOBODY}", None, {}, 404, "does not exist"
    yield "PUT", "/api/datasets", b"x", {}, 405, ""
    yield "PUT", f"/api/datasets/{NOBODY}/files/a.csv", b"text\na\n", {}, 404, "data set does not exist"
    yield "PUT", f"/api/datasets/{dataset}/files/..%2Fa.csv", b"text\na\n", {}, 422, "name"
    yield "PUT", f"/api/datasets/{dataset}/files/.hidden", b"text\na\n", {}, 422, "name"
    yield "PUT", f"/api/datasets/{dataset}/files/{'a' * 201}", b"text\na\n", {}, 422, "name"
    yield "PUT", f"/api/datasets/{dataset}/files/a.csv", b"", {}, 422, "empty"
    yield "GET", f"/api/datasets/{dataset}/files/b.csv", None, {}, 404, "file does not exist"
    yield "DELETE", f"/api/datasets/{dataset}/files/b.csv", None, {}, 404, "file does not exist"
    task = b'{"type": "train", "dataset_id": "%s"' % dataset.encode()
    yield post, "/api/tasks", b"{}", JSON, 422, "type"
    yield post, "/api/tasks", b'{"type": "dance"}', JSON, 422, "type"
    yield post, "/api/tasks", b'{"type": "train"}', JSON, 422, "dataset_id"
    yield post, "/api/tasks", b'{"type": "train", "dataset_id": "%s"}' % NOBODY.encode(), JSON, 404, "data set"
    yield post, "/api/tasks", b'{"type": "train", "dataset_id": "%s"}' % empty.encode(), JSON, 422, "no files"
    yield post, "/api/tasks", b'{"type": "evaluate", "model_id": "%s"}' % NOBODY.encode(), JSON, 404, "model"
    yield post, "/api/tasks", task + b', "num_topics": -3}', JSON, 422, "num_topics"
    yield post, "/api/tasks", task + b', "num_topic": 3}', JSON, 422, "num_topic"
    yield post, "/api/tasks", task + b', "model": "bert"}', JSON, 422, "model"
    yield post, "/api/tasks", task + b"}", {**JSON, "Idempotency-Key": "k" * 256}, 400, "Idempotency-Key"
    yield "GET", "/api/tasks?status=lost", None, {}, 400, "status"
    for path in ("", "/logs", "/history", "/events"):
        yield "GET", f"/api/tasks/{NOBODY}{path}", None, {}, 404, "task does not exist"
    yield "DELETE", f"/api/tasks/{NOBODY}", None, {}, 404, "task does not exist"
    yield post, f"/api/tasks/{NOBODY}/cancel", None, {}, 404, "task does not exist"
    yield post, f"/api/tasks/{NOBODY}/retry", None, {}, 404, "task does not exist"
    yield "GET", f"/api/models/{NOBODY}", None, {}, 404, "model does not exist"
    yield "GET", f"/api/models/{NOBODY}/topics", None, {}, 404, "model does not exist"
    yield "GET", f"/api/models/{NOBODY}/topics?topk=5", None, {}, 404, "model does not exist"
    yield "DELETE", f"/api/models/{NOBODY}", None, {}, 404, "model does not exist"
    model = b'{"model_id": "%s"' % NOBODY.encode()
    yield post, "/api/analyze", model + b"}", JSON, 422, "text"
    yield post, "/api/analyze", model + b', "text": "a", "texts": ["b"]}', JSON, 422, "either"
    yield post, "/api/analyze", model + b', "texts": []}', JSON, 422, "texts"
    yield post, "/api/analyze", model + b', "texts": "a"}', JSON, 422, "list"
    yield post, "/api/analyze", model + b', "text": "a", "top_k": 0}', JSON, 422, "top_k"
    yield post, "/api/analyze", model + b', "text": "a"}', JSON, 404, "model does not exist"
    yield "GET", "/api/nothing", None, {}, 404, ""
    yield "GET", "/api/none", None, {}, 404, ""
    yield "GET", "/api/datasets", None, {"Host": "evil.example"}, 403, "Host"
    yield post, "/api/tasks", task + b"}", {**JSON, "Sec-Fetch-Site": "cross-site"}, 403, "origin"


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "one"}, status=201)["dataset_id"]
            empty = server.ask("POST", "/api/datasets", {"name": "empty"}, status=201)["dataset_id"]
            server.ask("PUT", f"/api/datasets/{dataset}/files/one.csv", b"text\nship\n", status=201)
            before = server.ask("GET", "/api/datasets")
            count = 0
            for method, path, body, headers, status, words in wrong_requests(dataset, empty):
                problem = server.ask(method, path, body, headers, status)
                check(words in problem["detail"], f"{method} {path} {(body or b'')[:80]}: {problem['detail']} tells {words}")
                check(len(problem["request_id"]) == 22 and problem["code"], "a problem has its id and its code")
                count += 1
            check(server.ask("GET", "/api/datasets") == before, "nothing has changed")
            check(server.ask("GET", "/api/tasks")["total"] == 0, "no task was made")
            objects = [name for _, _, names in os.walk(os.path.join(data, "objects", "objects")) for name in names]
            check(len(objects) == 1, f"one object, that of the one file: {objects}")
        print(f"{count} wrong requests")


main()
