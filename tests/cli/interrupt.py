"""Ctrl-C ends with 130, a checkpoint and advice; --resume then gives the bytes of the run that nobody stopped."""

import os
import signal
import subprocess
import tempfile
import time

from program import THETA, check, run, speeches


def stop_after_some_epochs(command, epoch):
    """Starts the command and interrupts it once `epoch` is over."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stdout:
        if '"event":"epoch"' in line and f'"epoch":{epoch},' in line:
            process.send_signal(signal.SIGINT)
            break
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def check_model(source, folder, options, epoch):
    whole, parts = os.path.join(folder, "whole"), os.path.join(folder, "parts")
    check(run("train", source, "--out", whole, *options).returncode == 0, "the uninterrupted run")

    code, said = stop_after_some_epochs([THETA, "train", source, "--out", parts, "--json", *options], epoch)
    check(code == 130, f"exit code {code}: {said}")
    check(not os.path.exists(parts), "a stopped run leaves no model")
    check(os.path.exists(parts + ".partial/checkpoint.safetensors"), "a checkpoint is there")

    start = time.monotonic()
    resumed = run("train", source, "--out", parts, "--resume", *options)
    check(resumed.returncode == 0 and "resuming after epoch" in resumed.stderr, resumed.stderr)
    check(time.monotonic() - start < 120, "resumed in time")
    for name in ("model.safetensors", "theta.npy", "beta.npy", "training_history.json", "metrics.json"):
        with open(os.path.join(whole, name), "rb") as a, open(os.path.join(parts, name), "rb") as b:
            check(a.read() == b.read(), f"{name} is that of the uninterrupted run")


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "s.csv")
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(4000))
        for model, epochs, epoch in (("etm", 60, 3), ("lda", 400, 20)):
            inside = os.path.join(folder, model)
            os.mkdir(inside)
            check_model(source, inside, ["--model", model, "--topics", "5", "--epochs", str(epochs)], epoch)


main()
