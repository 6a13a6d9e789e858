"""The compose file: whole with its secrets, refused without any of them, and inside a machine of 4 GB."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from program import check
from shipped import DEPLOY, make_env, read_env

FILE = os.path.join(DEPLOY, "docker-compose.yml")
EXAMPLE = os.path.join(DEPLOY, ".env.example")
SERVICES = {"nginx", "web", "backend", "postgres", "redis"}
# Variables of the deployment's drawing; operators have them already.
DRAWN = {"DATABASE_URL", "REDIS_URL", "OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_BUCKET_NAME", "OSS_ENDPOINT",
         "PAI_ACCESS_KEY_ID", "PAI_ACCESS_KEY_SECRET", "PAI_REGION", "PAI_PROJECT_ID", "EAS_ENDPOINT", "EAS_TOKEN",
         "CORS_ORIGINS", "NEXT_PUBLIC_API_URL"}
REQUIRED = ("THETA_DOMAIN", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "DATABASE_URL", "REDIS_URL")
MEGABYTE = 1 << 20


def config(env_file):
    clean = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(["docker-compose", "-f", FILE, "--env-file", env_file, "config"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env=clean, timeout=60, check=False)


def bytes_of(size):
    number, unit = re.fullmatch(r"(\d+)([mg]?)b?", str(size).lower()).groups()
    return int(number) * {"": 1, "m": MEGABYTE, "g": 1 << 30}[unit]


def check_hardening(services):
    check(set(services) == SERVICES, f"five services: {set(services)}")
    for name, service in services.items():
        check(service["read_only"] is True and service["cap_drop"] == ["ALL"], f"{name}: a root that nobody writes, no rights")
        check("no-new-privileges:true" in service["security_opt"], f"{name}: gains no rights")
        check(re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"]), f"{name}: has a user of its own, not {service['user']}")
        check(service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL"), f"{name}: is asked how it is")
        check(service["logging"]["options"]["max-size"] and service["logging"]["options"]["max-file"], f"{name}: bounded logs")
        check(service["mem_limit"] == service["memswap_limit"], f"{name}: does not swap")
        check(0 < float(service["cpus"]) < 2 and int(service["pids_limit"]) > 0, f"{name}: leaves processors to others")
        check("cap_add" not in service and "privileged" not in service, f"{name}: takes no rights back")
        check(("ports" in service) == (name == "nginx"), f"{name}: only nginx is reached from outside")
    total = sum(bytes_of(service["mem_limit"]) for service in services.values())
    check(total <= 3400 * MEGABYTE, f"memory limits leave room on a machine of 4 GB: {total / MEGABYTE:.0f} MB")
    print(f"memory limits: {total / MEGABYTE:.0f} MB")


def check_networks(found):
    services = found["services"]
    check(found["networks"]["inner"]["internal"] is True, "database and cache have no way out")
    for name in ("postgres", "redis"):
        check(list(services[name]["networks"]) == ["inner"], f"{name}: is on the inner network alone")
    for name in ("nginx", "web"):
        check(list(services[name]["networks"]) == ["edge"], f"{name}: cannot reach the database")
    proxy = services["nginx"]["networks"]["edge"]["ipv4_address"]
    command = services["backend"]["command"]
    check(command[command.index("--trusted-proxy") + 1] == proxy, "the back end believes nginx, and nobody else")
    there = services["nginx"]["environment"]
    for name, variable, port in (("web", "THETA_WEB", 3000), ("backend", "THETA_BACKEND", 8000)):
        check(there[variable] == f"{services[name]['networks']['edge']['ipv4_address']}:{port}", f"nginx finds {name}")


def check_variables(services):
    """Each setting of the example is explained and used; each variable of the compose file is in the example."""
    with open(EXAMPLE, encoding="utf-8") as file:
        lines = file.read().splitlines()
    names = set(read_env(EXAMPLE))
    with open(FILE, encoding="utf-8") as file:
        used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", file.read()))
    check(used <= names, f"in the compose file alone: {used - names}")
    check(names - used <= {"ACR_REGISTRY", "ACR_NAMESPACE"}, f"used by nothing: {names - used}")
    check(DRAWN <= names, f"not offered: {DRAWN - names}")
    given = services["backend"]["environment"]
    check(DRAWN - {"NEXT_PUBLIC_API_URL"} <= set(given), "the back end gets all of them")
    # A line of explanation stands above each block of settings.
    for i, line in enumerate(lines):
        if re.match("[A-Z_]+=", line):
            check(re.match("#|[A-Z_]+=", lines[i - 1]), f"{line}: is explained")


def main():
    if shutil.which("docker-compose") is None:
        print("skipped: docker-compose is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as top:
        path = os.path.join(top, "env")
        settings = make_env(path)
        check(os.stat(path).st_mode & 0o077 == 0, "the passwords are for their owner alone")
        check(len(settings["POSTGRES_PASSWORD"]) == 48 and settings["POSTGRES_PASSWORD"] != settings["REDIS_PASSWORD"],
              "passwords are made up, each for itself")
        again = subprocess.run([os.path.join(DEPLOY, "make-env"), "topics.example.org"], stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "THETA_ENV_FILE": path}, check=False)
        check(again.returncode == 1 and "stays as it is" in again.stderr and read_env(path) == settings, "never made twice")
        whole = config(path)
        check(whole.returncode == 0, f"docker-compose config: {whole.stderr}")
        import yaml  # docker-compose brings it
        found = yaml.safe_load(whole.stdout)
        services = found["services"]
        password = settings["POSTGRES_PASSWORD"]
        check(services["backend"]["environment"]["DATABASE_URL"] == f"postgresql://theta:{password}@db:5432/theta",
              "one password, in both places")
        check_hardening(services)
        check_networks(found)
        check_variables(services)
        check(config(EXAMPLE).returncode != 0, "the example alone starts nothing")
        for name in REQUIRED:
            with open(os.path.join(top, "without"), "w", encoding="utf-8") as file:
                file.writelines(f"{key}={'' if key == name else value}\n" for key, value in settings.items())
            refused = config(os.path.join(top, "without"))
            check(refused.returncode != 0 and "set the" in refused.stderr, f"refused without {name}: {refused.stderr}")


main()
