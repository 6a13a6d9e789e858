"""The Debian package: made from the build, unpacked, and its program run as its unit would run it.

usage: package.py THETA CPACK BUILD_FOLDER
"""

import os
import shutil
import subprocess
import sys
import tempfile

import program
from program import check
from service import Service
from shipped import ROOT


def output(*words):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def make(cpack, build, folder):
    made = subprocess.run([cpack, "-B", folder], cwd=build, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    check(made.returncode == 0, f"cpack: {made.stdout}")
    (name,) = [name for name in os.listdir(folder) if name.endswith(".deb")]
    return os.path.join(folder, name)


def check_control(package):
    depends = output("dpkg-deb", "-f", package, "Depends")
    for library in ("libc6", "libicu72", "libdnnl2", "libsoci-postgresql4.0", "poppler-utils", "adduser"):
        check(library in depends, f"{library} is named among {depends}")
    with tempfile.TemporaryDirectory() as control:
        output("dpkg-deb", "-e", package, control)
        check(os.access(os.path.join(control, "postinst"), os.X_OK), "scripts can be run")
        for script in ("postinst", "prerm", "postrm"):
            output("sh", "-n", os.path.join(control, script))
        with open(os.path.join(control, "conffiles"), encoding="utf-8") as file:
            check(file.read() == "/etc/theta/theta.toml\n", "an operator's settings outlive an upgrade")


def check_judges(package, root):
    """lintian and systemd, where they are."""
    if shutil.which("lintian"):
        found = subprocess.run(["lintian", "--fail-on", "error,warning", package], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, check=False)
        check(found.returncode == 0, f"lintian: {found.stdout}")
    else:
        print("without lintian, which is not installed")
    if not shutil.which("systemd-analyze"):
        print("without systemd-analyze, which is not installed")
        return
    for name in ("theta.service", "theta-worker.service"):
        unit = os.path.join(root, "lib/systemd/system", name)
        with open(unit, encoding="utf-8") as file:
            text = file.read().replace("/usr/bin/theta", os.path.join(root, "usr/bin/theta"))
        changed = os.path.join(root, name)
        with open(changed, "w", encoding="utf-8") as file:
            file.write(text)
        found = subprocess.run(["systemd-analyze", "verify", "--man=no", changed], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, check=False)
        check(found.returncode == 0 and not found.stdout, f"systemd-analyze verify {name}: {found.stdout}")
        found = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=25", changed], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, check=False)
        check(found.returncode == 0, f"{name} is confined: {found.stdout[-300:]}")


def check_program(root, top):
    """With the package's settings, but a data folder and a port of the test."""
    said = output(program.THETA, "--version")
    program.THETA = os.path.join(root, "usr/bin/theta")
    check(output(program.THETA, "--version") == said, "it is the program that was built")
    check(os.path.getsize(program.THETA) < 40 << 20, "without its debugging symbols")
    import service
    service.THETA = program.THETA
    with Service(os.path.join(top, "data"), "--config", os.path.join(root, "etc/theta/theta.toml")) as server:
        check(server.ask("GET", "/readyz")["status"] == "ready", "it serves")
        check(server.send("GET", "/api/datasets")[0] == 401, "and asks who is there")
        check(any(entry["event"] == "first_admin" for entry in server.log), "an admin is made")
    check(os.access(os.path.join(root, "usr/bin/theta-extract"), os.X_OK), "the parser lies beside it")


def main():
    _, _, cpack, build = sys.argv
    for needed in ("dpkg-deb", "dpkg-shlibdeps", "file"):
        if not shutil.which(needed):
            print(f"skipped: {needed} is not installed")
            sys.exit(77)
    with tempfile.TemporaryDirectory() as top:
        package = make(cpack, build, os.path.join(top, "made"))
        root = os.path.join(top, "root")
        output("dpkg-deb", "-x", package, root)
        check_control(package)
        check_judges(package, root)
        check_program(root, top)
        with open(os.path.join(ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
            version = file.read().split("project(theta VERSION ")[1].split()[0]
        check(output("dpkg-deb", "-f", package, "Version").strip() == version, "of this version")
        print(f"{os.path.basename(package)}: {os.path.getsize(package) / 1e6:.1f} MB")


main()
