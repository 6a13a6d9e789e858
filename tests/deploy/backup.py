"""A backup of a running server, brought back into an empty database and folder: nothing is lost, and wrong targets are refused."""

import os
import shutil
import subprocess
import sys
import time

from people import Person, first_admin
from places import POSTGRES, Places, Postgres
from program import check, speeches
from service import Service
from shipped import DEPLOY


def script(name, *words, url, data):
    env = {**os.environ, "PATH": f"{POSTGRES}:{os.environ['PATH']}", "DATABASE_URL": url, "THETA_DATA": data}
    return subprocess.run([os.path.join(DEPLOY, name), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
                          timeout=120, check=False)


def train(admin, name):
    dataset = admin.ask("POST", "/api/datasets", {"name": name, "columns": {"text_column": "text"}}, status=201)["dataset_id"]
    admin.ask("PUT", f"/api/datasets/{dataset}/files/speeches.csv", speeches(300).encode(), status=201)
    request = {"type": "train", "dataset_id": dataset, "num_topics": 5, "model": "lda", "epochs": 30}
    task = admin.ask("POST", "/api/tasks", request, status=202)["task_id"]
    while admin.ask("GET", f"/api/tasks/{task}")["status"] != "completed":
        time.sleep(0.1)
    return dataset, admin.ask("GET", f"/api/tasks/{task}")["model_id"]


def look(admin, dataset, model):
    """All that a person sees of the two."""
    status, _, content = admin.send("GET", f"/api/datasets/{dataset}/files/speeches.csv/content")
    check(status == 200, "the file can be read")
    question = {"model_id": model, "text": "the ship left the harbour"}
    return (content, admin.ask("GET", f"/api/models/{model}/topics")["items"], admin.ask("POST", "/api/analyze", question)["results"],
            admin.ask("GET", "/api/datasets")["total"])


def make(places, folder, *words):
    made = script("backup.sh", *words, folder, url=places.postgres.url, data=places.data)
    check(made.returncode == 0, f"a backup is made: {made.stderr}")
    return made.stdout.strip()


def check_refusals(places, backup, other):
    full = script("restore.sh", backup, url=places.postgres.url, data=os.path.join(places.top.name, "new"))
    check(full.returncode == 1 and "restore into an empty one" in full.stderr, f"a database in use stays as it is: {full.stderr}")
    full = script("restore.sh", backup, url=other.url, data=places.data)
    check(full.returncode == 1 and "data folder is not empty" in full.stderr, f"and a folder in use: {full.stderr}")
    damaged = os.path.join(places.top.name, "damaged")
    shutil.copytree(backup, damaged)
    with open(os.path.join(damaged, "database.dump"), "r+b") as file:
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))
    refused = script("restore.sh", damaged, url=other.url, data=os.path.join(places.top.name, "new"))
    check(refused.returncode == 1 and "is damaged" in refused.stderr, f"a changed byte is noticed: {refused.stderr}")
    check(script("restore.sh", places.data, url=other.url, data="x").returncode == 2, "what is no backup")
    refused = script("backup.sh", os.path.join(places.top.name, "backups"), url="postgresql://127.0.0.1:1/none", data=places.data)
    check(refused.returncode != 0, "no database, no backup")


def main():
    if not shutil.which(POSTGRES + "pg_dump"):
        print("skipped: PostgreSQL's programs are not installed")
        sys.exit(77)
    with Places("postgres") as places:
        backups = os.path.join(places.top.name, "backups")
        with Service(places.data, "--accounts", "--threads", "1", env=places.env) as server:
            admin = first_admin(server)
            dataset, model = train(admin, "speeches 演讲")
            before = look(admin, dataset, model)
            backup = make(places, backups)
            # Later work is not in it.
            admin.ask("POST", "/api/datasets", {"name": "later"}, status=201)
        check(os.listdir(backups) == [os.path.basename(backup)] and os.stat(backup).st_mode & 0o077 == 0, "one backup, for its owner alone")
        other = Postgres(os.path.join(places.top.name, "other_postgres"))
        try:
            check_refusals(places, backup, other)
            check(os.listdir(backups) == [os.path.basename(backup)], "a backup that failed leaves nothing")
            data = os.path.join(places.top.name, "restored")
            restored = script("restore.sh", backup, url=other.url, data=data)
            check(restored.returncode == 0, f"it comes back: {restored.stderr}")
            with Service(data, "--accounts", "--threads", "1", env={**places.env, "DATABASE_URL": other.url}) as server:
                again = Person(server).log_in(admin.user["email"], admin.password)
                check(look(again, dataset, model) == before, "accounts, files, models and answers are as they were, to the last bit")
                train(again, "new work")
            time.sleep(1)  # backups have the second in their names
            newest = make(places, backups, "--keep", "1")
            check(os.listdir(backups) == [os.path.basename(newest)], "older ones go where that is asked for")
        finally:
            other.stop()


main()
