"""`theta cloud ...-inference`: a service is made once, changed, scaled, and ended, whatever becomes of the calls."""

import json
import os
import stat
import sys
import tempfile

from eas_services import SECRET, TOKEN, Control
from program import check, last_json, run

control = Control()
DEPLOY = ["deploy-inference", "--image", "registry.standin/theta/infer:1", "--machine", "ecs.c7.large"]


def cloud(*arguments, code=0, env=None):
    result = run("cloud", *arguments, "--json", env={**control.env, **(env or {})})
    check(result.returncode == code, f"{arguments} ends with {code}: {result.returncode} {result.stderr} {result.stdout}")
    for secret in (SECRET, TOKEN):
        check(secret not in result.stdout + result.stderr, "no secret is shown")
    return result


def made_once(top):
    token = os.path.join(top, "token")
    told = last_json(cloud(*DEPLOY, "--instances", "2", "--token-out", token))
    check(told["status"] == "Running" and told["running"] == 2 and not told["scales"], f"it runs: {told}")
    with open(token, encoding="utf-8") as file:
        check(file.read() == TOKEN + "\n" and stat.S_IMODE(os.stat(token).st_mode) == 0o600, "the token is for its owner")
    config = control.services["theta_infer"].config
    check(config["storage"][0]["oss"]["path"] == "oss://topics/" and config["containers"][0]["port"] == 8000, f"the order: {config}")
    check(control.calls.count("CreateService") == 1, "made once")


def changed(top):
    merge = os.path.join(top, "more.json")
    with open(merge, "w", encoding="utf-8") as file:
        json.dump({"metadata": {"gpu": 1}, "health_check": {"port": 8000}}, file)
    told = last_json(cloud(*DEPLOY, "--most-instances", "4", "--qps", "20", "--merge", merge))
    service = control.services["theta_infer"]
    check(told["scales"] and service.scaler == {"min": 1, "max": 4, "scaleStrategies": [{"metricName": "qps", "threshold": 20.0}]},
          f"it scales by load: {service.scaler}")
    check(service.config["metadata"]["gpu"] == 1 and service.version == 2 and control.calls.count("CreateService") == 1, "changed, not made")
    cloud(*DEPLOY, "--most-instances", "5")
    check(service.scaler["max"] == 5 and control.calls.count("UpdateServiceAutoScaler") == 1, "its scaling is changed")
    cloud(*DEPLOY)
    check(service.scaler is None, "and ended")
    check(last_json(cloud("scale-inference", "3"))["instances"] == 3 and service.instances == 3, "scaled by hand")
    shown = run("cloud", "show-inference", env=control.env).stdout
    check("3 instances" in shown and "EAS_ENDPOINT=http://1.theta_infer.example/api/predict/theta_infer" in shown, shown)


def trouble():
    cloud("delete-inference")
    cloud("delete-inference")
    check(not control.services, "ended, and ended again")
    cloud("show-inference", code=5)
    cloud("scale-inference", "2", code=5)
    for fault in (429, "forget"):
        control.services.clear()
        control.faults, control.calls = [("CreateService", fault)], []
        cloud(*DEPLOY)
        check(control.calls.count("CreateService") == (2 if fault == 429 else 1), f"{fault}: {control.calls}")
    control.services.clear()
    control.faults, control.calls = [("CreateService", "drop")], []
    cloud(*DEPLOY, code=7)
    check(control.calls.count("CreateService") == 1 and not control.services, "an unknown outcome is looked at, not repeated")
    control.fails = True
    result = cloud(*DEPLOY, code=7)
    check("no such image" in result.stderr + result.stdout, f"a failure tells why: {result.stderr}")
    control.fails = False


def wrong_words():
    for arguments, env, word in [
            (DEPLOY, {"PAI_REGION": ""}, "PAI_REGION"), (DEPLOY, {"PAI_PROJECT_ID": ""}, "PAI_PROJECT_ID"),
            (DEPLOY, {"PAI_ACCESS_KEY_SECRET": ""}, "PAI_ACCESS_KEY_SECRET"), (DEPLOY, {"OSS_BUCKET_NAME": ""}, "--mount"),
            (DEPLOY + ["--mount", "s3://x"], {}, "oss://"), (DEPLOY + ["--service", "a-b"], {}, "name"),
            (DEPLOY[:3], {}, "--machine"), (["scale-inference", "0"], {}, "1"),
            (DEPLOY, {"PAI_EAS_CONTROL_ENDPOINT": "a/b"}, "PAI_EAS_CONTROL_ENDPOINT")]:
        result = cloud(*arguments, code=2, env=env)
        check(word in result.stderr + result.stdout, f"{arguments} {env} tells {word}: {result.stderr}")
    result = cloud("show-inference", code=8, env={"PAI_ACCESS_KEY_SECRET": "another"})
    check("SignatureDoesNotMatch" in result.stderr + result.stdout, "a wrong secret is told")


def main():
    with tempfile.TemporaryDirectory() as top:
        made_once(top)
        changed(top)
        trouble()
        wrong_words()


main()
sys.exit(0)
