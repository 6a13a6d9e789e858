"""The control plane of PAI-EAS in the stand-in: services by name, nothing of which runs."""

import json
import re
import uuid

from acs3 import Refused, read_json

VERSION = "2021-07-01"
CLUSTER = "cn-standin"


def require(condition, what):
    if not condition:
        raise Refused(400, "InvalidParameter", what)


class Services:
    def __init__(self):
        self.services, self.scalers = {}, {}

    def answer(self, method, action, path, query, body):
        parts = path.split("/")[4:]  # behind /api/v2/services
        calls = {("CreateService", "POST", 0): lambda: self.create(read_json(body)),
                 ("ListServices", "GET", 0): lambda: self.list(query),
                 ("DescribeService", "GET", 2): lambda: self.describe(self.named(parts)),
                 ("UpdateService", "PUT", 2): lambda: self.update(self.named(parts), query, read_json(body)),
                 ("DeleteService", "DELETE", 2): lambda: self.delete(self.named(parts)),
                 ("ScaleService", "PUT", 3): lambda: self.scale(self.named(parts), read_json(body)),
                 ("CreateServiceAutoScaler", "POST", 3): lambda: self.set_scaler(self.named(parts), read_json(body), True),
                 ("UpdateServiceAutoScaler", "PUT", 3): lambda: self.set_scaler(self.named(parts), read_json(body), False)}
        call = calls.get((action, method, len(parts)))
        if call is None:
            raise Refused(404, "InvalidAction.NotFound", f"{action} {method} {path}")
        return {"RequestId": str(uuid.uuid4()).upper(), **call()}

    def named(self, parts):
        if parts[0] != CLUSTER or parts[1] not in self.services:
            raise Refused(404, "InvalidService.NotFound", f"service {parts} does not exist")
        return parts[1]

    def create(self, service):
        name = service.get("metadata", {}).get("name", "")
        require(re.fullmatch(r"[a-z][a-z0-9_]*", name), f"metadata.name {name}")
        require(service["metadata"].get("instance", 0) >= 1, "metadata.instance")
        require(("cpu" in service["metadata"]) != ("cloud" in service), "cpu and memory, or cloud")
        require(service.get("containers") and service["containers"][0].get("image"), "containers")
        require(service["containers"][0].get("port") not in (8080, 9090), "the port is taken by the engine")
        if name in self.services:
            raise Refused(409, "ServiceAlreadyExists", name)
        self.services[name] = service
        return {"ServiceName": name, "ServiceId": "eas-m-" + uuid.uuid4().hex[:12], "Region": CLUSTER, "Status": "Creating",
                "InternetEndpoint": f"http://1.{CLUSTER}.pai-eas.aliyuncs.com/api/predict/{name}"}

    def list(self, query):
        found = [name for name in sorted(self.services) if query.get("Filter", "") in name]
        return {"Services": [{"ServiceName": name, "Status": "Running"} for name in found], "PageNumber": 1, "PageSize": 100, "TotalCount": len(found)}

    def describe(self, name):
        instances = self.services[name]["metadata"]["instance"]
        return {"ServiceName": name, "Status": "Running", "AccessToken": "EAS-" + name, "RunningInstance": instances, "TotalInstance": instances,
                "InternetEndpoint": f"http://1.{CLUSTER}.pai-eas.aliyuncs.com/api/predict/{name}", "ServiceConfig": json.dumps(self.services[name])}

    def update(self, name, query, change):
        require(query.get("UpdateType") in ("merge", "replace"), "UpdateType")
        if query["UpdateType"] == "replace":
            self.services[name] = change
        else:
            for part, value in change.items():
                mine = self.services[name].get(part)
                self.services[name][part] = {**mine, **value} if isinstance(mine, dict) and isinstance(value, dict) else value
        return {"Message": f"Service {name} is updating"}

    def scale(self, name, body):
        require(isinstance(body.get("Instance"), int), "Instance")
        self.services[name]["metadata"]["instance"] = body["Instance"]
        return {"Message": f"Service {name} is scaling"}

    def set_scaler(self, name, body, new):
        if new == (name in self.scalers):
            raise Refused(400, "InvalidAutoScaler", "there is one already" if new else "there is none")
        require(body.get("max", 0) > body.get("min", -1) >= 0, "max must be more than min")
        require(all(isinstance(each.get("threshold"), (int, float)) for each in body.get("scaleStrategies", [])), "threshold is a number")
        self.scalers[name] = body
        return {"Message": f"Autoscaler of {name} is set"}

    def delete(self, name):
        del self.services[name]
        self.scalers.pop(name, None)
        return {"Message": f"Service {name} is deleting"}
