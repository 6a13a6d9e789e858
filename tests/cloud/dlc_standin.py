"""A strict stand-in for PAI-DLC, STS and the control plane of PAI-EAS: it checks every signature and field, fails on demand, and really runs each job's
command in a child that has nothing but the job's own variables."""

import http.server
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse
import uuid

from acs3 import Refused, Verifier, read_json
from eas_control import VERSION, Services

KEYS = {"PAITEST": {"secret": "PAI-SECRET"}}
WORKSPACE = "268"
ROLE = "acs:ram::1234567890123456:role/theta-jobs"
VERSIONS = {"dlc": "2020-12-03", "sts": "2015-04-01", "eas": VERSION}
ENDED = {"Succeeded", "Failed", "Stopped"}
KNOWN_FIELDS = {"DisplayName", "JobType", "JobSpecs", "UserCommand", "WorkspaceId", "ResourceId", "Priority", "JobMaxRunningTimeMinutes",
                "Envs", "Accessibility", "Options", "DataSources", "CodeSource", "UserVpc", "Settings", "Description"}
KNOWN_SPEC = {"Type", "Image", "PodCount", "EcsSpec", "ResourceConfig", "RestartPolicy", "ImageConfig"}


def stamp(seconds=None):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def require(condition, what):
    if not condition:
        raise Refused(400, "InvalidParameter", what)


class Job:
    def __init__(self, body):
        self.id, self.uid = "dlc" + uuid.uuid4().hex[:16], str(uuid.uuid4())
        self.body, self.status, self.reason, self.message = body, "Creating", "", ""
        self.created, self.lines, self.process, self.history = time.time(), [], None, [("Creating", time.time())]

    def become(self, status, reason="", message=""):
        self.status, self.reason, self.message = status, reason, message
        self.history.append((status, time.time()))

    def answer(self, detail=False):
        told = {"JobId": self.id, "DisplayName": self.body["DisplayName"], "JobType": self.body["JobType"], "Status": self.status,
                "ReasonCode": self.reason, "ReasonMessage": self.message, "WorkspaceId": self.body["WorkspaceId"],
                "GmtCreateTime": stamp(self.created), "Priority": self.body.get("Priority", 1), "RequestId": str(uuid.uuid4())}
        if detail:
            told["Pods"] = [{"PodId": f"{self.id}-worker-0", "PodUid": self.uid, "Type": "Worker", "Status": self.status}]
        return told


class Server(http.server.ThreadingHTTPServer):
    request_queue_size, daemon_threads = 256, True

    def handle_error(self, *_):
        """Clients that are killed leave broken connections."""


class Dlc:
    """`program`: what "theta" in a command stands for. `bucket`: the stand-in of the bucket, which learns the tokens of jobs."""

    def __init__(self, program, bucket=None, queue_seconds=0.05):
        self.program, self.bucket, self.queue_seconds = program, bucket, queue_seconds
        self.lock, self.jobs, self.requests, self.faults, self.policies = threading.RLock(), {}, [], [], {}
        self.services = Services()
        self.verifier = Verifier(dict(KEYS), set(VERSIONS.values()))
        self.folder = tempfile.TemporaryDirectory()
        self.lost_image = "lost"  # an image of this name cannot be pulled
        self.token_seconds = None  # life of tokens, whatever is asked for
        self.server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"dlc": self}))
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def variables(self):
        """What describes the service to the program."""
        here = f"http://127.0.0.1:{self.port}"
        return {"PAI_ACCESS_KEY_ID": "PAITEST", "PAI_ACCESS_KEY_SECRET": "PAI-SECRET", "PAI_REGION": "cn-standin", "PAI_PROJECT_ID": WORKSPACE,
                "PAI_DLC_ENDPOINT": here, "PAI_STS_ENDPOINT": here, "DLC_IMAGE": "registry.standin/theta/train:1", "DLC_ECS_SPEC": "ecs.c6.large", "DLC_ECS_SPECS": "ecs.c6.xlarge",
                "DLC_ROLE_ARN": ROLE, "DLC_REPORT_SECONDS": "0.2"}

    def close(self):
        self.server.shutdown()
        for job in list(self.jobs.values()):
            if job.process and job.process.poll() is None:
                job.process.kill()
                job.process.wait()
        self.folder.cleanup()

    def order(self, action, do, times=1, **more):
        """The next `times` calls of an action meet a fault: answer (status, code), drop (before it is done), forget (after)."""
        with self.lock:
            self.faults.append({"action": action, "do": do, "times": times, **more})

    def meet(self, action):
        with self.lock:
            for fault in self.faults:
                if fault["action"] in (action, "*") and fault["times"] > 0:
                    fault["times"] -= 1
                    return fault
        return {}

    def alive(self):
        with self.lock:
            return [job for job in self.jobs.values() if job.status not in ENDED]

    # --- what is asked of it

    def answer(self, method, action, path, query, body):
        if action == "AssumeRole":
            return self.assume(query)
        if path.startswith("/api/v2/services"):
            with self.lock:
                return self.services.answer(method, action, path, query, body)
        parts = [urllib.parse.unquote(part) for part in path.split("/")[1:]]
        require(parts[:3] == ["api", "v1", "jobs"], f"path {path}")
        calls = {("CreateJob", "POST", 3): lambda: self.create(read_json(body)),
                 ("ListJobs", "GET", 3): lambda: self.list(query),
                 ("GetJob", "GET", 4): lambda: self.job(parts[3]).answer(True),
                 ("StopJob", "POST", 5): lambda: self.stop(self.job(parts[3])),
                 ("DeleteJob", "DELETE", 4): lambda: self.delete(parts[3]),
                 ("GetJobEvents", "GET", 5): lambda: self.events(self.job(parts[3])),
                 ("GetPodLogs", "GET", 7): lambda: self.logs(self.job(parts[3]), parts[5], query)}
        call = calls.get((action, method, len(parts)))
        if call is None:
            raise Refused(404, "InvalidAction.NotFound", f"{action} {method} {path}")
        with self.lock:
            return call()

    def job(self, job_id):
        if job_id not in self.jobs:
            raise Refused(404, "JobNotFound", f"Job {job_id} does not exist")
        return self.jobs[job_id]

    def create(self, body):
        require(set(body) <= KNOWN_FIELDS, f"unknown fields {set(body) - KNOWN_FIELDS}")
        require(re.fullmatch(r"[A-Za-z0-9_.-]{1,256}", body.get("DisplayName", "")), "DisplayName")
        require(body.get("JobType") in ("PyTorchJob", "MPIJob", "TFJob"), "JobType")
        require(body.get("WorkspaceId") == WORKSPACE, "WorkspaceId")
        require(isinstance(body.get("UserCommand"), str) and body["UserCommand"], "UserCommand")
        require(isinstance(body.get("Priority", 1), int) and 1 <= body.get("Priority", 1) <= 9, "Priority")
        require(all(isinstance(value, str) for value in body.get("Envs", {}).values()), "Envs must be texts")
        require(isinstance(body.get("JobSpecs"), list) and len(body["JobSpecs"]) == 1, "JobSpecs")
        spec = body["JobSpecs"][0]
        require(set(spec) <= KNOWN_SPEC and spec.get("Type") == "Worker" and spec.get("Image"), "JobSpecs[0]")
        require(isinstance(spec.get("PodCount"), int) and spec["PodCount"] >= 1, "PodCount")
        require(("EcsSpec" in spec) != ("ResourceConfig" in spec), "EcsSpec or ResourceConfig")
        job = Job(body)
        self.jobs[job.id] = job
        threading.Thread(target=self.live, args=(job,), daemon=True).start()
        return {"JobId": job.id, "RequestId": str(uuid.uuid4())}

    def list(self, query):
        part, size, page = query.get("DisplayName", "").lower(), int(query.get("PageSize", 10)), int(query.get("PageNumber", 1))
        require(size <= 100, "PageSize")
        found = [job for job in self.jobs.values() if part in job.body["DisplayName"].lower() and job.body["WorkspaceId"] == query.get("WorkspaceId")]
        found.sort(key=lambda job: job.created, reverse=query.get("Order") == "desc")
        return {"Jobs": [job.answer() for job in found[(page - 1) * size:page * size]], "TotalCount": len(found), "RequestId": str(uuid.uuid4())}

    def stop(self, job):
        if job.status not in ENDED:
            job.become("Stopping", "JobStoppedByUser")
            if job.process and job.process.poll() is None:
                job.process.send_signal(signal.SIGTERM)
        return {"JobId": job.id, "RequestId": str(uuid.uuid4())}

    def delete(self, job_id):
        job = self.job(job_id)
        if job.status not in ENDED:
            raise Refused(400, "JobNotStopped", "a running job cannot be deleted")
        del self.jobs[job_id]
        return {"JobId": job_id, "RequestId": str(uuid.uuid4())}

    def events(self, job):
        lines = [f"{stamp(when)} {status}" for status, when in job.history]
        return {"JobId": job.id, "Events": lines, "RequestId": str(uuid.uuid4())}

    def logs(self, job, pod, query):
        require(pod == f"{job.id}-worker-0" and query.get("PodUid", job.uid) == job.uid, "PodUid")
        return {"JobId": job.id, "PodId": pod, "PodUid": job.uid, "Logs": job.lines[-int(query.get("MaxLines", 2000)):], "RequestId": str(uuid.uuid4())}

    def assume(self, query):
        if query.get("RoleArn") != ROLE:
            raise Refused(403, "NoPermission", "You are not authorized to do this action.")
        require(re.fullmatch(r"[A-Za-z0-9.@_-]{2,64}", query.get("RoleSessionName", "")), "RoleSessionName")
        require(900 <= int(query.get("DurationSeconds", 3600)) <= 43200, "DurationSeconds")
        require(len(query.get("Policy", "")) <= 2048, "Policy is too long")
        policy = json.loads(query["Policy"])
        require(policy["Version"] == "1" and all(each["Effect"] == "Allow" for each in policy["Statement"]), "Policy")
        given = {"AccessKeyId": "STS." + uuid.uuid4().hex[:20], "AccessKeySecret": uuid.uuid4().hex, "SecurityToken": "CAIS" + uuid.uuid4().hex + "+/=",
                 "Expiration": stamp(time.time() + (self.token_seconds or int(query.get("DurationSeconds", 3600))))}
        self.policies[given["AccessKeyId"]] = policy
        if self.bucket:
            self.bucket.verifier.keys[given["AccessKeyId"]] = {"secret": given["AccessKeySecret"], "token": given["SecurityToken"]}
        return {"Credentials": given, "AssumedRoleUser": {"Arn": ROLE, "AssumedRoleId": "1"}, "RequestId": str(uuid.uuid4())}

    # --- what becomes of a job

    def live(self, job):
        for status in ("Queuing", "EnvPreparing"):
            time.sleep(self.queue_seconds)
            with self.lock:
                if job.status == "Stopping":
                    return job.become("Stopped", "JobStoppedByUser")
                job.become(status)
        if self.lost_image in job.body["JobSpecs"][0]["Image"]:
            with self.lock:
                return job.become("Failed", "ImagePullFailed", "the image cannot be pulled")
        folder = os.path.join(self.folder.name, job.id)
        os.mkdir(folder)
        os.symlink(self.program, os.path.join(folder, "theta"))
        with self.lock:
            if job.status == "Stopping":
                return job.become("Stopped", "JobStoppedByUser")
            job.process = subprocess.Popen(["/bin/sh", "-c", job.body["UserCommand"]], cwd=folder, text=True, errors="replace", stdin=subprocess.DEVNULL,
                                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                           env={"PATH": f"{folder}:/usr/bin:/bin", "TMPDIR": folder, **job.body.get("Envs", {})})
            job.become("Running")
        for line in job.process.stdout:
            job.lines.append(f"{stamp()} {line.rstrip()}")
        code = job.process.wait()
        with self.lock:
            if job.status == "Stopping":
                job.become("Stopped", "JobStoppedByUser")
            elif code == 0:
                job.become("Succeeded", "JobSucceeded")
            else:
                job.become("Failed", "JobFailed", f"exit code {code}")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True
    dlc = None

    def log_message(self, *_):
        pass

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        pieces = [b""]
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def serve(self):
        body = self.body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        action, path, query, fault = headers.get("x-acs-action", ""), "", {}, {}
        try:
            action, path, query, _ = self.dlc.verifier.check(self.command, self.path, headers, body)
            fault = self.dlc.meet(action)
            if fault.get("do") == "drop":
                self.close_connection = True
                return
            if fault.get("do") == "answer":
                raise Refused(fault["status"], fault["code"], "ordered by a test")
            status, answer = 200, self.dlc.answer(self.command, action, path, query, body)
        except Refused as error:
            status, answer = error.status, error.body()
        with self.dlc.lock:
            self.dlc.requests.append({"action": action, "method": self.command, "path": path, "query": query, "body": body.decode(errors="replace"),
                                      "status": status, "code": answer.get("Code", "")})
        if fault.get("do") == "forget":
            self.close_connection = True
            return
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("x-acs-request-id", str(answer.get("RequestId", "")))
        self.end_headers()
        self.wfile.write(data)
