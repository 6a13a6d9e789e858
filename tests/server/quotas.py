"""How much a user may have and do, and what beyond it is answered; nothing is left of what is refused."""

import http.client
import os
import tempfile
import threading
import zipfile

from people import Person, add_person, first_admin
from program import check, run, speeches
from service import Service


def objects(data):
    """Files of whole objects, and of drafts of objects."""
    return sorted(name for _, _, names in os.walk(os.path.join(data, "objects")) for name in names)


def set_quotas(admin, person, **quotas):
    return admin.ask("PATCH", f"/api/admin/users/{person.user['user_id']}", {"quotas": quotas})["quotas"]


def chunked(person, path, size, piece=1 << 16):
    """Sends `size` bytes without telling the length; the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", person.service.port, timeout=60)
    connection.putrequest("PUT", path)
    for name, value in {**person.headers("PUT"), "Transfer-Encoding": "chunked"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        for start in range(0, size, piece):
            count = min(piece, size - start)
            connection.send(b"%x\r\n" % count + b"x" * count + b"\r\n")
        connection.send(b"0\r\n\r\n")
    except OSError:
        pass  # refused while we send; the answer is there
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, text


def bytes_stored(data, admin, li):
    path = f"/api/datasets/{li.ask('POST', '/api/datasets', {'name': 'a'}, status=201)['dataset_id']}/files"
    before = objects(data)
    set_quotas(admin, li, max_bytes=1_000_000)
    li.ask("PUT", f"{path}/small.txt", b"x" * 400_000, status=201)
    kept = objects(data)
    problem = li.ask("PUT", f"{path}/large.txt", b"x" * 600_001, status=422)
    check("max_bytes" in problem["detail"] and "400000" in problem["detail"], f"the quota is named: {problem}")
    for size in (600_001, 5_000_000):
        status, text = chunked(li, f"{path}/large.txt", size)
        check(status == 422 and b"max_bytes" in text, f"{size} bytes in chunks: {status} {text}")
    check(objects(data) == kept != before, "nothing of what was refused is stored")
    check(chunked(li, f"{path}/fits.txt", 600_000)[0] == 201, "the rest fits to the last byte")
    check(li.ask("GET", "/api/auth/me")["stored_bytes"] == 1_000_000, "and is counted")
    li.ask("DELETE", f"{path}/fits.txt", status=204)
    results = []
    threads = [threading.Thread(target=lambda i=i: results.append(chunked(li, f"{path}/{i}.txt", 150_000)[0])) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = li.ask("GET", "/api/auth/me")["stored_bytes"]
    check(stored <= 1_000_000 and set(results) <= {201, 422, 503}, f"side by side they cannot exceed it: {stored}, {results}")
    set_quotas(admin, li, max_bytes=1000)
    kept = objects(data)
    lines = b'{"text": "ship sail ocean"}\n' * 40_000
    problem = li.ask("POST", "/api/datasets?name=lines", lines, {"Content-Type": "application/x-ndjson"}, 422)
    check("max_bytes" in problem["detail"], f"a data set of lines: {problem}")
    form = (b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + b"x" * 1_000_000 + b"\r\n--b--\r\n")
    problem = li.ask("POST", "/api/datasets/upload", form, {"Content-Type": "multipart/form-data; boundary=b"}, 422)
    check("max_bytes" in problem["detail"], f"a data set of a form: {problem}")
    check(objects(data) == kept and li.ask("GET", "/api/datasets")["total"] == 1, "neither leaves anything")
    dataset = path.split("/")[3]
    problem = li.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset, "num_topics": 2}, status=422)
    check("max_bytes" in problem["detail"], f"nor does a task add to it: {problem}")
    check(set_quotas(admin, li, max_bytes=None)["max_bytes"] is None, "the quota is taken away")
    return dataset


def things(admin, li, dataset):
    set_quotas(admin, li, max_datasets=2)
    li.ask("POST", "/api/datasets", {"name": "b"}, status=201)
    problem = li.ask("POST", "/api/datasets", {"name": "c"}, status=422)
    check("max_datasets" in problem["detail"], f"the quota is named: {problem}")
    set_quotas(admin, li, max_queued=1)
    task = {"type": "train", "dataset_id": dataset, "num_topics": 2}
    li.ask("POST", "/api/tasks", task, status=202)
    li.ask("POST", "/api/tasks", task, status=429)
    check(int(li.service.fields["Retry-After"]) > 0, "later, or less, will do")
    admin.ask("PATCH", "/api/admin/settings", {"max_datasets": 0})
    other = add_person(admin, "other@example.org")
    other.ask("POST", "/api/datasets", {"name": "d"}, status=422)
    admin.ask("PATCH", "/api/admin/settings", {"max_datasets": 5})
    other.ask("POST", "/api/datasets", {"name": "d"}, status=201)
    for wrong in ({"max_datasets": -1}, {"max_bytes": "many"}, {"max_byte": 1}):
        admin.ask("PATCH", "/api/admin/settings", wrong, status=422)
        admin.ask("PATCH", f"/api/admin/users/{li.user['user_id']}", {"quotas": wrong}, status=422)


def bundle(top):
    """A model folder as a ZIP archive, and the bytes of its files."""
    source, folder, archive = (os.path.join(top, name) for name in ("s.csv", "model", "model.zip"))
    with open(source, "w", encoding="utf-8") as file:
        file.write(speeches(60))
    made = run("train", source, "--model", "lda", "--topics", "2", "--epochs", "5", "--out", folder)
    check(made.returncode == 0, made.stderr)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name in os.listdir(folder):
            target.write(os.path.join(folder, name), name)
    with open(archive, "rb") as file:
        return file.read(), sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def imported_models(data, admin, li, top):
    body, unpacked = bundle(top)
    stored = li.ask("GET", "/api/auth/me")["stored_bytes"]
    kept = objects(data)
    form = {"Content-Type": "application/zip"}
    for most in (stored + len(body) - 1, stored + len(body) + 1000):  # the archive does not fit, what is in it does not
        set_quotas(admin, li, max_bytes=most)
        problem = li.ask("POST", "/api/models", body, form, 422)
        check("max_bytes" in problem["detail"], f"the quota is named: {problem}")
    check(objects(data) == kept and li.ask("GET", "/api/models")["total"] == 0, "nothing is left of what was refused")
    set_quotas(admin, li, max_bytes=stored + unpacked)
    li.ask("POST", "/api/models", body, form, 201)
    now = li.ask("GET", "/api/auth/me")["stored_bytes"]
    check(stored < now <= stored + unpacked, f"an imported model counts: {stored}, {now}, {unpacked}")
    set_quotas(admin, li, max_bytes=None)


def requests(server, admin):
    busy = add_person(admin, "busy@example.org")
    set_quotas(admin, busy, max_requests=30)
    statuses = [busy.send("GET", "/api/datasets")[0] for _ in range(40)]
    check(statuses == [200] * 30 + [429] * 10, f"requests of a user are counted: {statuses}")
    problem = busy.ask("GET", "/api/datasets", status=429)
    wait = int(server.fields["Retry-After"])
    check("max_requests" in problem["detail"] and 0 < wait <= 60, f"and it is told when to come back: {wait}")
    admin.ask("GET", "/api/datasets")
    server.ask("GET", "/healthz")
    nobody = Person(server)
    statuses = [nobody.send("GET", "/api/datasets")[0] for _ in range(310)]
    check(statuses[0] == 401 and statuses[-1] == 429, "those who are not known are counted by address")
    admin.ask("GET", "/api/datasets")
    for _ in range(400):
        check(server.send("GET", "/healthz")[0] == 200, "those who watch the server are not counted")


def alone(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(3500):
        connection.request("GET", "/api/datasets?limit=1")
        answer = connection.getresponse()
        answer.read()
        check(answer.status == 200, f"one person at their own machine meets no limit, not {answer.status}")
    connection.close()


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0", "--accounts") as server:
            admin = first_admin(server)
            li = add_person(admin, "li@example.org")
            dataset = bytes_stored(data, admin, li)
            things(admin, li, dataset)
            imported_models(data, admin, li, top)
            requests(server, admin)
        with Service(data, "--slots", "0") as server:
            alone(server)


main()
