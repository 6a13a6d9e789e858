"""A job that is killed at any moment, stopped, or finds its checkpoints damaged ends with the bytes of one that ran through."""

import os
import random
import signal
import subprocess
import tempfile
import time

from program import THETA, check, speeches
from store import Store, describe, run_job

NAMES = ("theta.npy", "beta.npy", "model.safetensors", "training_history.json", "metrics.json")
JOBS = {
    "etm": {"train": {"model": "etm", "topics": 5, "epochs": 40}},
    "lda": {"train": {"model": "lda", "topics": 5, "epochs": 60}},
}


def describe_run(top, store, name, output):
    return describe(os.path.join(top, "jobs", output), "train", store=store.root, output=f"tasks/{output}/", checkpoint_seconds=0,
                    files=["data/s.csv"], **JOBS[name])


def start(folder):
    return subprocess.Popen([THETA, "job", "run", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stop_at_checkpoint(store, folder, output, number, sign):
    """Sends a signal once so many checkpoints were written; exit code and what was said."""
    process = start(folder)
    seen = set()
    while process.poll() is None and len(seen) < number:
        seen.update(store.keys(f"tasks/{output}/checkpoints/"))
        time.sleep(0.002)
    check(process.poll() is None, "the job still runs")
    process.send_signal(sign)
    out, said = process.communicate(timeout=120)
    return process.returncode, out + said


def flip_bit(path, position):
    with open(path, "r+b") as file:
        file.seek(position % os.path.getsize(path))
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 4]))


def check_same(store, output, whole):
    for name in NAMES:
        check(store.get(f"tasks/{output}/model/{name}", checked=False) == whole[name],
              f"{output}: {name} is that of the run that nobody stopped")


def finish(folder, store, output, whole, words=None):
    code, events, said = run_job(folder)
    check(code == 0, said)
    told = [event.get("text", "") for event in events if event.get("event") == "message"]
    for word in words or ():
        check(any(word in text for text in told), f"{output}: nothing says \"{word}\": {told}")
    check_same(store, output, whole)
    return told


def killed_at_random(top, store, name, whole, seconds, draw):
    output = f"{name}-killed"
    folder = describe_run(top, store, name, output)
    kills = 0
    for _ in range(8):
        process = start(folder)
        try:
            process.communicate(timeout=draw.uniform(0.02, max(0.1, seconds / 2)))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
    print(f"{name}: {kills} kills, whole run {seconds:.1f} s")
    check(kills > 0, "some kill met the job")
    finish(folder, store, output, whole)
    check(not os.listdir(os.path.join(store.root, "incoming")), "leftovers of killed writers are swept")


def damaged(top, store, name, whole, draw):
    for number_damaged in (1, 2):
        output = f"{name}-damaged-{number_damaged}"
        folder = describe_run(top, store, name, output)
        code, _ = stop_at_checkpoint(store, folder, output, 4, signal.SIGKILL)
        check(code == -signal.SIGKILL, "killed")
        keys = store.keys(f"tasks/{output}/checkpoints/")
        check(len(keys) in (2, 3), f"two checkpoints are kept, and the third for a moment: {keys}")
        for key in keys[-number_damaged:] if number_damaged == 1 else keys:
            flip_bit(store.path(key), draw.randrange(1 << 30))
        words = ["is damaged"] + (["resuming after epoch"] if number_damaged == 1 else [])
        told = finish(folder, store, output, whole, words)
        check(number_damaged == 1 or not any("resuming" in text for text in told), "nothing to resume from")


def stopped(top, store, name, whole):
    output = f"{name}-stopped"
    folder = describe_run(top, store, name, output)
    # Often: a signal in the middle of a matrix product once damaged the product's own memory, one time in ten.
    for number in range(6):
        sign, expected = ((signal.SIGTERM, 143), (signal.SIGINT, 130))[number % 2]
        code, said = stop_at_checkpoint(store, folder, output, 3, sign)
        check(code == expected and "stopped after epoch" in said, f"{sign}: {code} {said}")
        check(not store.keys(f"tasks/{output}/model/"), "a stopped run leaves no model")
    finish(folder, store, output, whole, ["resuming after epoch"])


def main():
    draw = random.Random(20)
    with tempfile.TemporaryDirectory() as top:
        store = Store(os.path.join(top, "store"))
        store.put("data/s.csv", speeches(2000).encode())
        for name in JOBS:
            folder = describe_run(top, store, name, name)
            begin = time.monotonic()
            code, _, said = run_job(folder)
            seconds = time.monotonic() - begin
            check(code == 0, said)
            whole = {file: store.get(f"tasks/{name}/model/{file}", checked=False) for file in NAMES}
            stopped(top, store, name, whole)
            damaged(top, store, name, whole, draw)
            killed_at_random(top, store, name, whole, seconds, draw)


main()
