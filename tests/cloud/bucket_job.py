"""`theta job run oss://...` works with nothing but the variables of its job, says how far it is, stops when it is told to, and goes on."""

import json
import subprocess
import tempfile
import time

from program import THETA, check, speeches
from standin import BUCKET, Standin

JOB = {"format": "theta-job", "version": 1, "kind": "train", "files": ["data/s.csv"], "checkpoint_seconds": 0}
RESULTS = ("model/theta.npy", "model/beta.npy", "model/training_history.json", "corpus/corpus.json")


class Bucket:
    def __init__(self, dialect):
        self.standin = Standin(dialect).start()
        self.contents = self.standin.buckets[BUCKET]
        known = self.standin.variables()
        self.scheme = known["OSS_SCHEME"]
        del known["THETA_STANDIN"]
        token = {"OSS_ACCESS_KEY_ID": "STS.TEST", "OSS_ACCESS_KEY_SECRET": "STS-SECRET", "OSS_SECURITY_TOKEN": "CAIS/token+with=signs"}
        self.variables = {**known, **token}

    def put(self, key, data):
        self.contents.put(key, data if isinstance(data, bytes) else json.dumps(data).encode(), {}, False)

    def get(self, key):
        found = self.contents.get(key)
        return b"".join(found.read(0, found.size - 1))

    def keys(self, prefix):
        with self.contents.lock:
            return sorted(key for key in self.contents.objects if key.startswith(prefix))

    def describe(self, output, attempt=1, **more):
        """Puts a description where a launcher puts it; the folder's URI."""
        prefix = f"tasks/{output}/attempts/{attempt:010}/"
        self.put(prefix + "job.json", {**JOB, "output": f"tasks/{output}/", **more})
        return prefix, f"{self.scheme}://{BUCKET}/{prefix}"

    def start(self, uri, *arguments, **more):
        return subprocess.Popen([THETA, "job", "run", uri, "--report-seconds", "0.1", *arguments], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"TMPDIR": tempfile.gettempdir(), **self.variables, **more})

    def run(self, uri, *arguments, **more):
        process = self.start(uri, *arguments, **more)
        out, said = process.communicate(timeout=120)
        return process.returncode, [json.loads(line) for line in out.splitlines()], said

    def progress(self, prefix):
        return json.loads(self.get(prefix + "progress.json"))

    def results(self, output):
        return [self.get(f"tasks/{output}/{name}") for name in RESULTS]


def wait_for_checkpoint(bucket, output, prefix, process):
    for _ in range(3000):
        if bucket.keys(f"tasks/{output}/checkpoints/") and bucket.keys(prefix + "progress.json"):
            break
        check(process.poll() is None, f"the job runs: {process.returncode}")
        time.sleep(0.01)
    check(process.poll() is None, "the job still runs")


def runs_whole(bucket, train):
    prefix, uri = bucket.describe("whole", train=train)
    code, events, said = bucket.run(uri)
    check(code == 0, said + str(events[-3:]))
    progress = bucket.progress(prefix)
    check(progress["exit_code"] == 0 and progress["first"] == 0, "the end was told")
    check([json.loads(line) for line in progress["lines"]] == events, "progress.json holds what was said")
    check(json.loads(bucket.get("tasks/whole/result.json"))["summary"] == events[-1], "the result is the last event")
    code, again, _ = bucket.run(uri)
    check(code == 0 and again[-1] == events[-1], "run again, it only tells the result")
    return bucket.results("whole")


def stops_and_goes_on(bucket, train, whole):
    prefix, uri = bucket.describe("cancelled", train=train)
    process = bucket.start(uri)
    wait_for_checkpoint(bucket, "cancelled", prefix, process)
    bucket.put(prefix + "cancel", b"")
    out, _ = process.communicate(timeout=60)
    check(process.returncode == 143 and "cancelled" in out, f"a marker stops it: {process.returncode}")
    check(bucket.progress(prefix)["exit_code"] == 143, "and its end is told")

    prefix, uri = bucket.describe("cancelled", attempt=2, train=train)
    process = bucket.start(uri)
    wait_for_checkpoint(bucket, "cancelled", prefix, process)
    process.kill()
    process.communicate()
    check("exit_code" not in bucket.progress(prefix), "a killed job tells no end")

    process = bucket.start(uri)
    wait_for_checkpoint(bucket, "cancelled", prefix, process)
    _, later = bucket.describe("cancelled", attempt=10, train=train)
    out, _ = process.communicate(timeout=60)
    check(process.returncode == 143 and "later attempt" in out, f"a later attempt stops it: {process.returncode}")
    code, events, said = bucket.run(later)
    check(code == 0 and any("epoch" in event.get("text", "") for event in events if event.get("event") == "message"), said)
    check(bucket.results("cancelled") == whole, "it ends with the bytes of a run that nobody stopped")
    check(not bucket.keys("tasks/cancelled/checkpoints/"), "checkpoints are gone at the end")


def says_what_is_wrong(bucket):
    code, _, said = bucket.run(f"{bucket.scheme}://{BUCKET}/nothing/job.json")
    check(code == 5, f"{code} {said}")
    prefix, uri = bucket.describe("bad", train={"topics": -1})
    code, events, _ = bucket.run(uri)
    check(code == 4 and "topics" in events[-1]["message"], str(events))
    check(bucket.progress(prefix)["exit_code"] == 4, "the launcher learns the code")
    for wrong, words in (("oss://", "names a bucket"), (f"{bucket.scheme}://{BUCKET}", "no job.json")):
        code, _, said = bucket.run(wrong)
        check(code == 2 and words in said, f"{wrong}: {code} {said}")
    code, events, said = bucket.run(uri, OSS_SECURITY_TOKEN="other")
    check(code == 8, f"{code} {events} {said}")
    code, _, said = bucket.run(uri, OSS_TOKEN_EXPIRES="tomorrow")
    check(code == 2 and "OSS_TOKEN_EXPIRES" in said, said)


def stops_before_its_rights_end(bucket, train):
    prefix, uri = bucket.describe("short", train=train)
    code, events, _ = bucket.run(uri, OSS_TOKEN_EXPIRES=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 60)))
    check(code == 143 and any("rights" in event.get("text", "") for event in events), f"{code} {events[-2:]}")
    check(bucket.progress(prefix)["exit_code"] == 143, "its end is told")


def main():
    for dialect in ("oss4", "s3"):
        bucket = Bucket(dialect)
        bucket.put("data/s.csv", speeches(400).encode())
        train = {"model": "etm", "topics": 5, "epochs": 60}
        whole = runs_whole(bucket, train)
        stops_and_goes_on(bucket, train, whole)
        says_what_is_wrong(bucket)
        stops_before_its_rights_end(bucket, train)


if __name__ == "__main__":
    main()
