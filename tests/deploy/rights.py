"""The policies of deploy/: each right by its name, nobody may change the bucket but an operator, and jobs write below tasks/ alone."""

import json
import os

from program import check
from shipped import DEPLOY

READ = {"oss:GetObject", "oss:ListObjects", "oss:GetBucketInfo", "oss:GetBucketLocation", "oss:ListMultipartUploads", "oss:ListParts"}


def statements(name):
    with open(os.path.join(DEPLOY, name), encoding="utf-8") as file:
        policy = json.load(file)
    check(policy["Version"] == "1", f"{name}: in the form of RAM")
    for statement in policy["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        check(statement["Effect"] == "Allow" and not any("*" in action for action in actions), f"{name}: rights are named: {actions}")
        yield set(actions), statement.get("Resource", [])


def main():
    for actions, resources in statements("ram-policy.json"):
        check(not any("Bucket" in action and action not in READ for action in actions), f"the server leaves the bucket as it is: {actions}")
        if any(action.startswith("oss:") for action in actions):
            check(all(one in ("acs:oss:*:*:BUCKET", "acs:oss:*:*:BUCKET/*") for one in resources), f"one bucket: {resources}")
    writes = 0
    for actions, resources in statements("ram-job-policy.json"):
        check(all(action.startswith("oss:") for action in actions), f"a job has nothing to do but with objects: {actions}")
        if actions - READ:
            check(resources == ["acs:oss:*:*:BUCKET/tasks/*"], f"a job writes below tasks/ alone: {resources}")
            writes += 1
    check(writes == 1, "and it may write there")
    (trust,) = statements("ram-job-trust.json")
    check(trust[0] == {"sts:AssumeRole"}, "the role is taken on by the server")
    for actions, _ in statements("ram-setup-policy.json"):
        check(not actions & {"oss:GetObject", "oss:PutObject", "oss:DeleteObject"}, "an operator of rules reads no files")


main()
