"""Tasks that run as jobs of PAI-DLC, over stand-ins for the service and the bucket: whole, cancelled, failed, with lost answers and
through restarts of the server; each task ends once, and the cloud never runs two jobs of one.

usage: dlc_tasks.py THETA [KILLS]
"""

import json
import os
import random
import signal
import sys
import tempfile
import threading
import time

from dlc_standin import Dlc, ENDED
from program import THETA, check, speeches
from service import Service
from standin import BUCKET, Refused, Standin

KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 12
TRAIN = {"type": "train", "model": "lda", "num_topics": 5, "epochs": 150}


class Cloud:
    """Bucket and service. A token of a job may do what its policy says, and nothing else."""

    def __init__(self):
        self.bucket = Standin("oss4").start()
        self.dlc = Dlc(THETA, self.bucket)
        self.check = self.bucket.verifier.check
        self.bucket.verifier.check = self.allow
        self.refused = []
        self.bucket.server.handle_error = lambda *_: None  # clients that are killed leave broken connections

    def allow(self, request, digest):
        caller = self.check(request, digest)
        policy = self.dlc.policies.get(caller)
        if policy is None:
            return caller
        action = {"GET": "oss:GetObject", "HEAD": "oss:GetObject", "PUT": "oss:PutObject", "POST": "oss:PutObject", "DELETE": "oss:DeleteObject"}[request.method]
        for statement in policy["Statement"]:
            if not request.key and "oss:ListObjects" in statement["Action"]:
                prefix = request.value.get("prefix", "")
                if any(prefix.startswith(known.rstrip("*")) for known in statement["Condition"]["StringLike"]["oss:Prefix"]):
                    return caller
            elif request.key and action in statement["Action"]:
                place = f"acs:oss:*:*:{request.bucket}/{request.key}"
                if any(place.startswith(known.rstrip("*")) if known.endswith("*") else place == known for known in statement["Resource"]):
                    return caller
        self.refused.append((request.method, request.key, request.value))
        raise Refused(403, "AccessDenied", "You have no right to access this object.")

    def variables(self):
        return {**self.bucket.variables(), **self.dlc.variables()}

    def jobs_of(self, task):
        with self.dlc.lock:
            return [job for job in self.dlc.jobs.values() if job.body["DisplayName"].startswith(f"theta-{task}-")]

    def check_single(self):
        """No task has two living jobs."""
        names = [job.body["DisplayName"].rpartition("-")[0] for job in self.dlc.alive() if job.status == "Running"]
        twice = {name for name in names if names.count(name) > 1}
        return twice


def wait(what, condition, seconds=120):
    end = time.time() + seconds
    while time.time() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    check(False, f"in vain waited for {what}")


def start(top, cloud, slots=2):
    return Service(os.path.join(top, "data"), "--slots", str(slots), "--lease", "6", "--threads", "1", env=cloud.variables())


def add_dataset(service):
    dataset = service.ask("POST", "/api/datasets", {"name": "speeches", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
    service.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(300).encode(), status=201)
    return dataset


def add_task(service, dataset, **more):
    return service.ask("POST", "/api/tasks", {**TRAIN, "dataset_id": dataset, **more}, status=202)["task_id"]


def state_of(service, task):
    return service.ask("GET", f"/api/tasks/{task}")


def end_of(service, task, seconds=120):
    return service.wait_for(task, ("completed", "failed", "cancelled", "dead"), seconds)


def whole(cloud, service, dataset):
    task = add_task(service, dataset, priority=4, options={"cloud": {"ecs_spec": "ecs.c6.xlarge", "minutes": 30}})
    found = end_of(service, task)
    check(found["status"] == "completed" and found["model_id"], f"{found}")
    jobs = cloud.jobs_of(task)
    body = jobs[0].body
    check((body["JobSpecs"][0]["EcsSpec"], body["JobMaxRunningTimeMinutes"], body["Priority"]) == ("ecs.c6.xlarge", 30, 4), f"as asked for: {body}")
    other = add_task(service, dataset, options={"cloud": {"ecs_spec": "ecs.dear"}})
    refused = end_of(service, other)
    check(refused["status"] == "failed" and "ecs.dear" in refused["error_message"] and not cloud.jobs_of(other), f"not offered: {refused}")
    check(len(jobs) == 1, f"one job: {[(job.body['DisplayName'], job.status) for job in jobs]}")
    variables = jobs[0].body["Envs"]
    check(variables["OSS_ACCESS_KEY_ID"].startswith("STS.") and not any("SKTEST" in value for value in variables.values()),
          "a job has a token of its own, and nothing of the server's")
    check(not cloud.refused, f"its rights are enough: {cloud.refused}")
    return task


def lost_answers(cloud, service, dataset):
    for faults in ([("CreateJob", "forget", {})], [("CreateJob", "forget", {}), ("ListJobs", "drop", {"times": 2})],
                   [("CreateJob", "drop", {})], [("CreateJob", "answer", {"status": 503, "code": "ServiceUnavailable"})],
                   [("CreateJob", "answer", {"status": 429, "code": "Throttling.User", "times": 2})],
                   [("GetJob", "answer", {"status": 500, "code": "InternalError", "times": 5}), ("AssumeRole", "drop", {"times": 1})]):
        for action, do, more in faults:
            cloud.dlc.order(action, do, **more)
        task = add_task(service, dataset)
        found = end_of(service, task)
        check(found["status"] == "completed", f"{faults}: {found}")
        jobs = cloud.jobs_of(task)
        check(len(jobs) == 1, f"{faults}: one job: {[(job.body['DisplayName'], job.status) for job in jobs]}")


def cancelled(cloud, service, dataset):
    task = add_task(service, dataset, epochs=100000)
    job = wait("a running job", lambda: next((job for job in cloud.jobs_of(task) if job.status == "Running"), None))
    wait("progress", lambda: state_of(service, task)["progress"] > 0.1)
    service.ask("POST", f"/api/tasks/{task}/cancel", status=202)
    found = end_of(service, task)
    check(found["status"] == "cancelled", f"{found}")
    check(job.status in ENDED and job.process.poll() is not None, f"the job has stopped: {job.status}")


def failed(cloud, service, dataset):
    task = add_task(service, dataset, options={"import": {"text_column": "nothing"}})
    found = end_of(service, task)
    check(found["status"] == "failed" and "nothing" in found["error_message"], f"the job's own words: {found}")
    check(len(cloud.jobs_of(task)) == 1, "bad input is not tried again")
    cloud.dlc.lost_image = "train"
    task = add_task(service, dataset)
    found = wait("a reason", lambda: (lambda now: now if now["error_message"] else None)(state_of(service, task)))
    check("ImagePullFailed" in found["error_message"], f"the service's own words: {found}")
    cloud.dlc.lost_image = "lost"
    found = end_of(service, task)
    check(found["status"] == "completed" and len(cloud.jobs_of(task)) == 2, f"it is tried again: {found}")
    log = json.dumps(service.ask("GET", f"/api/tasks/{task}/logs"))
    check("Failed" in log, f"events of the service are in the log: {log[:500]}")


def restarted(cloud, top, dataset):
    """A server that is stopped or killed finds its job again."""
    with start(top, cloud) as service:
        task = add_task(service, dataset, epochs=15000)
        wait("a running job", lambda: any(job.status == "Running" for job in cloud.jobs_of(task)))
    check(any(job.status == "Running" for job in cloud.jobs_of(task)), "a job goes on while there is no server")
    service = start(top, cloud)
    wait("that it runs again", lambda: state_of(service, task)["status"] == "running")
    service.kill()
    with start(top, cloud) as service:
        found = end_of(service, task)
        check(found["status"] == "completed", f"{found}")
    jobs = cloud.jobs_of(task)
    check(len(jobs) == 1, f"one job for all servers: {[(job.body['DisplayName'], job.status) for job in jobs]}")


def renewed(cloud, service, dataset):
    """A job whose rights end stops in time, and goes on as another with new ones."""
    cloud.dlc.token_seconds = 122
    task = add_task(service, dataset, epochs=30000)
    found = end_of(service, task)
    cloud.dlc.token_seconds = None
    check(found["status"] == "completed", f"{found}")
    jobs = cloud.jobs_of(task)
    check(len(jobs) > 1 and not cloud.refused, f"{len(jobs)} jobs, one after the other; refused: {cloud.refused}")


def frozen(cloud, top, dataset):
    """A server that stood still for longer than its lease publishes nothing; another follows the same job."""
    first = start(top, cloud)
    task = add_task(first, dataset, epochs=25000)
    wait("a running job", lambda: any(job.status == "Running" for job in cloud.jobs_of(task)))
    first.process.send_signal(signal.SIGSTOP)
    with start(top, cloud) as second:
        found = end_of(second, task)
        check(found["status"] == "completed", f"{found}")
        first.process.send_signal(signal.SIGCONT)
        first.stop()
        check(state_of(second, task) == found, "the frozen server changed nothing")
    jobs = cloud.jobs_of(task)
    check(len(jobs) == 1, f"one job for both: {[(job.body['DisplayName'], job.status) for job in jobs]}")


def forgotten(cloud, top, dataset):
    """A job whose task is cancelled while nobody holds it is stopped by the next server."""
    with start(top, cloud) as service:
        task = add_task(service, dataset, epochs=1000000)
        wait("a running job", lambda: any(job.status == "Running" for job in cloud.jobs_of(task)))
    with start(top, cloud, slots=0) as service:
        service.ask("POST", f"/api/tasks/{task}/cancel", status=202)
        check(state_of(service, task)["status"] == "cancelled", "nobody holds it")
    check(any(job.status == "Running" for job in cloud.jobs_of(task)), "the job still runs")
    with start(top, cloud):
        wait("the end of the job", lambda: all(job.status in ENDED for job in cloud.jobs_of(task)))


def storm(cloud, top, dataset, draw):
    """Servers and jobs are killed at any moment, and answers get lost."""
    tasks, killed = [], []
    service = start(top, cloud)
    for _ in range(5):
        tasks.append(add_task(service, dataset, epochs=6000))
    met = 0
    for i in range(KILLS):
        time.sleep(draw.uniform(0.1, 1.5))
        met += any(state_of(service, task)["status"] != "completed" for task in tasks)
        if met <= i:
            tasks.append(add_task(service, dataset, epochs=6000))
        if draw.random() < 0.3:
            cloud.dlc.order(draw.choice(["CreateJob", "ListJobs", "GetJob", "AssumeRole"]), draw.choice(["drop", "forget"]))
        running = [job for job in cloud.dlc.alive() if job.status == "Running" and job.process.poll() is None]
        # Three failures are the end of a task, and a killed job is one.
        running = [job for job in running if killed.count(job.body["DisplayName"].rpartition("-")[0]) < 2]
        if i % 3 == 2 and running:
            job = draw.choice(running)
            killed.append(job.body["DisplayName"].rpartition("-")[0])
            job.process.kill()
            continue
        service.kill()
        service = start(top, cloud)
    for task in tasks:
        found = end_of(service, task, 300)
        check(found["status"] == "completed", f"{found}")
    models = [state_of(service, task)["model_id"] for task in tasks]
    print(f"{len(tasks)} tasks, {len(killed)} jobs killed, {met} of {KILLS} kills met living tasks", flush=True)
    check(all(models) and len(set(models)) == len(tasks), f"each task has one model: {models}")
    service.stop()


def main():
    cloud = Cloud()
    twice = []
    stop = threading.Event()

    def observe():
        while not stop.wait(0.02):
            names = cloud.check_single()
            if names:
                twice.append(names)
    watcher = threading.Thread(target=observe)
    watcher.start()
    try:
        with tempfile.TemporaryDirectory() as top:
            with start(top, cloud) as service:
                dataset = add_dataset(service)
                for part in (whole, lost_answers, cancelled, failed, renewed):
                    began = time.time()
                    part(cloud, service, dataset)
                    print(f"{part.__name__}: {time.time() - began:.1f} s", flush=True)
            for part in (restarted, frozen, forgotten):
                began = time.time()
                part(cloud, top, dataset)
                print(f"{part.__name__}: {time.time() - began:.1f} s", flush=True)
            seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
            print(f"storm of {KILLS} kills, seed {seed}", flush=True)
            storm(cloud, top, dataset, random.Random(seed))
        check(not cloud.dlc.alive(), f"no job is left: {[(job.body['DisplayName'], job.status) for job in cloud.dlc.alive()]}")
    finally:
        stop.set()
        watcher.join()
        cloud.dlc.close()
    check(not twice, f"no task had two jobs at once: {twice[:3]}")
    calls = [call["action"] for call in cloud.dlc.requests]
    print(json.dumps({name: calls.count(name) for name in sorted(set(calls))}))


if __name__ == "__main__":
    main()
