"""The steps of a contract check of PAI-DLC and PAI-EAS, carried out by the driver against the stand-in: one request each, the same as
those of the official npm client.

usage: pai_driver.py DRIVER [NODE FOLDER]: with Node and the folder of the official client its requests are compared
"""

import json
import os
import subprocess
import sys
import time

from dlc_standin import KEYS, WORKSPACE, Dlc
from eas_control import CLUSTER
from program import check

DRIVER = sys.argv[1]
JOB = {"DisplayName": "theta-x-1", "JobType": "PyTorchJob", "WorkspaceId": WORKSPACE, "UserCommand": "echo 主题; exec sleep 30",
       "JobSpecs": [{"Type": "Worker", "Image": "r/theta:1", "PodCount": 1, "EcsSpec": "ecs.c6.large"}], "Envs": {"A": "b c"}}
SERVICE = {"metadata": {"name": "theta_infer", "instance": 1, "cpu": 2, "memory": 4000},
           "containers": [{"image": "r/theta:1", "port": 8000, "script": "theta infer-server"}]}
SCALER = {"min": 1, "max": 3, "scaleStrategies": [{"metricName": "qps", "threshold": 10}]}
LIST = {"WorkspaceId": WORKSPACE, "DisplayName": "theta-", "PageSize": "50", "SortBy": "GmtCreateTime", "Order": "desc"}


class Steps:
    """A process that takes JSON lines."""

    def __init__(self, words, env=None):
        self.process = subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **step):
        self.process.stdin.write(json.dumps(step) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        check(self.process.wait(timeout=10) == 0, "it ends when its input does")


def steps(dlc, driver):
    """Each step with the request that it should be: (action, method, path, query, body)."""
    def do(op, **fields):
        answer = driver.ask(id=1, op=op, **fields)
        check(answer["ok"], f"{op}: {answer}")
        return answer["result"]

    do("dlcCreate")
    job = next(iter(dlc.jobs.values()))
    here, named = f"/api/v1/jobs/{job.id}", f"/api/v2/services/{CLUSTER}/theta_infer"
    yield "CreateJob", "POST", "/api/v1/jobs", {}, JOB
    end = time.monotonic() + 20
    status = None
    while status != "Running" and time.monotonic() < end:
        time.sleep(0.02)
        status = do("dlcGet")["status"]
        yield "GetJob", "GET", here, {"NeedDetail": "true"}, None
    check(status == "Running", status)
    check(do("dlcList", query=LIST) == {"total": 1}, "one job")
    yield "ListJobs", "GET", "/api/v1/jobs", LIST, None
    check(isinstance(do("dlcLogs", maxLines=5)["lines"], list), "lines")
    yield "GetPodLogs", "GET", f"{here}/pods/{job.id}-worker-0/logs", {"MaxLines": "5"}, None
    check(do("dlcEvents")["count"] > 0, "events")
    yield "GetJobEvents", "GET", here + "/events", {"MaxEventsNum": "2000"}, None
    refused = driver.ask(id=2, op="dlcDelete")
    check(not refused["ok"] and refused["status"] == 400 and refused["code"] == "JobNotStopped", f"{refused}")
    yield "DeleteJob", "DELETE", here, {}, None
    do("dlcStop")
    yield "StopJob", "POST", here + "/stop", {}, None
    check(do("easCreate") == {"name": "theta_infer"}, "the service has its name")
    yield "CreateService", "POST", "/api/v2/services", {}, SERVICE
    check(do("easDescribe") == {"status": "Running"}, "it runs")
    yield "DescribeService", "GET", named, {}, None
    do("easAutoscale")
    yield "CreateServiceAutoScaler", "POST", named + "/autoscaler", {}, SCALER
    do("easUpdate", body={"metadata": {"instance": 2}})
    yield "UpdateService", "PUT", named, {"UpdateType": "merge"}, {"metadata": {"instance": 2}}
    check(do("easList", query={"Filter": "theta", "PageSize": "10"}) == {"total": 1}, "one service")
    yield "ListServices", "GET", "/api/v2/services", {"Filter": "theta", "PageSize": "10"}, None
    do("easDelete")
    yield "DeleteService", "DELETE", named, {}, None


def facts(request):
    body = json.loads(request["body"]) if request["body"] else None
    return request["action"], request["method"], request["path"], request["query"], body


def main():
    dlc = Dlc("/bin/true")
    key = next(iter(KEYS))
    target = {"url": f"http://127.0.0.1:{dlc.port}", "port": dlc.port, "region": CLUSTER, "keys": {key: KEYS[key]}}
    bodies = {"job": JOB, "service": SERVICE, "scaler": SCALER}
    driver = Steps([DRIVER], dict(os.environ, no_proxy="*", THETA_CHECK=json.dumps(target), THETA_CHECK_SIG="V4", THETA_CHECK_BODIES=json.dumps(bodies)))
    wanted, seen = [], 0
    for step in steps(dlc, driver):
        check(len(dlc.requests) == seen + 1, f"one request for {step[0]}")
        check(facts(dlc.requests[seen]) == step, f"{step} was sent as {dlc.requests[seen]}")
        wanted.append(step)
        seen += 1
    driver.end()
    if len(sys.argv) > 3:
        compare(dlc, wanted, KEYS[key]["secret"], key)
    dlc.close()


def compare(dlc, wanted, secret, key):
    """The official client, told to do the same, sends the same requests, and the stand-in takes its signatures."""
    official = Steps([sys.argv[2], os.path.join(sys.argv[3], "client.mjs"), f"127.0.0.1:{dlc.port}", key, secret])
    for action, method, path, query, body in wanted:
        version = "2021-07-01" if "/v2/" in path else "2020-12-03"
        dlc.requests.clear()
        answer = official.ask(action=action, version=version, method=method, path=path, query=query, body=body)
        check(len(dlc.requests) == 1, f"{action}: {answer}")
        request = dlc.requests[0]
        check(facts(request) == (action, method, path, query, body), f"the official client sends {request}")
        check(request["code"] not in ("SignatureDoesNotMatch", "IncompleteSignature", "InvalidContentSha256"), f"{request}")
    official.end()


if __name__ == "__main__":
    main()
