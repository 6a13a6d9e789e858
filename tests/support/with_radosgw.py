#!/usr/bin/env python3
"""Runs a command beside a Ceph of its own: one monitor, one store in memory, and a radosgw, in a throw-away folder.

usage: with_radosgw.py COMMAND [ARGUMENT...]

The command finds the bucket in OSS_* (OSS_SCHEME=s3). Exits with its status; 77 where Ceph is not installed.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid

import bucket

PROGRAMS = ["ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "radosgw", "radosgw-admin"]

SETTINGS = """[global]
fsid = {fsid}
mon_host = v2:127.0.0.1:{mon}
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
auth_allow_insecure_global_id_reclaim = false
mon_data_avail_crit = 1
mon_data_avail_warn = 1
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_crush_chooseleaf_type = 0
osd_objectstore = memstore
memstore_device_bytes = 2147483648
run_dir = {folder}
admin_socket = {folder}/$name.asok
log_file = {folder}/$name.log
mon_data = {folder}/mon
osd_data = {folder}/osd
keyring = {folder}/keyring
[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:{gate}
rgw_data = {folder}/rgw
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Ceph:
    def __init__(self, folder):
        self.folder = folder
        self.gate = free_port()
        self.running = []
        self.variables = dict(os.environ, CEPH_CONF=f"{folder}/ceph.conf")

    def call(self, *words):
        done = subprocess.run(words, env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stdout.decode(errors='replace')}")
        return done.stdout.decode()

    def spawn(self, *words):
        self.running.append(subprocess.Popen(words, env=self.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def wait(self, what, ready):
        end = time.monotonic() + 120
        while not ready():
            if time.monotonic() > end or any(p.poll() is not None for p in self.running):
                raise RuntimeError(f"{what} did not start; its log is in {self.folder}")
            time.sleep(0.2)

    def answers(self):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.gate}/", timeout=5).close()
            return True
        except OSError:
            return False

    def start(self):
        fsid, mon, keys = str(uuid.uuid4()), free_port(), f"{self.folder}/keyring"
        for name in ("mon", "osd", "rgw"):
            os.mkdir(f"{self.folder}/{name}")
        with open(f"{self.folder}/ceph.conf", "w", encoding="ascii") as file:
            file.write(SETTINGS.format(fsid=fsid, mon=mon, folder=self.folder, gate=self.gate))
        self.call("ceph-authtool", "--create-keyring", keys, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
        for name in ("client.admin", "client.rgw", "osd.0"):
            self.call("ceph-authtool", keys, "--gen-key", "-n", name, "--cap", "mon", "allow *", "--cap", "osd", "allow *")
        self.call("monmaptool", "--create", "--fsid", fsid, "--addv", "a", f"[v2:127.0.0.1:{mon}]", f"{self.folder}/monmap")
        self.call("ceph-mon", "--mkfs", "-i", "a", "--monmap", f"{self.folder}/monmap", "--keyring", keys)
        self.spawn("ceph-mon", "-f", "-i", "a")
        disk = str(uuid.uuid4())
        self.call("ceph", "--connect-timeout", "60", "osd", "new", disk)
        self.call("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk)
        self.call("ceph", "osd", "crush", "add", "osd.0", "1.0", "host=h0", "root=default")
        self.spawn("ceph-osd", "-f", "-i", "0")
        self.wait("ceph-osd", lambda: " 1 up" in self.call("ceph", "osd", "stat"))
        self.spawn("radosgw", "-f", "-n", "client.rgw")
        self.wait("radosgw", self.answers)
        self.call("radosgw-admin", "user", "create", "--uid=theta", "--display-name=theta", "--access-key=AKTEST", "--secret-key=SKTEST")
        bucket.call(self.bucket(), "PUT")

    def stop(self):
        for process in reversed(self.running):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def bucket(self):
        return {"OSS_SCHEME": "s3", "OSS_ENDPOINT": f"http://127.0.0.1:{self.gate}", "OSS_BUCKET_NAME": "theta-data",
                "OSS_REGION": "us-east-1", "OSS_ACCESS_KEY_ID": "AKTEST", "OSS_ACCESS_KEY_SECRET": "SKTEST"}


def main():
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} of Ceph are not installed (tools/packages.sh install test)")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="theta-ceph-", ignore_cleanup_errors=True) as folder:
        ceph = Ceph(folder)
        try:
            ceph.start()
            code = subprocess.run(sys.argv[1:], env=dict(os.environ, **ceph.bucket()), check=False).returncode
        finally:
            ceph.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
