"""The deployment as it is shipped, in deploy/: its settings, its compose file, its nginx."""

import http.client
import os
import re
import shutil
import ssl
import subprocess

from places import free_port, wait_until
from processes import die_with_parent
from program import check
from service import Service

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEPLOY = os.path.join(ROOT, "deploy")


def make_env(path, domain="topics.example.org"):
    """Writes settings as an operator would; {name: value} as they stand there."""
    subprocess.run([os.path.join(DEPLOY, "make-env"), domain], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "THETA_ENV_FILE": path})
    return read_env(path)


def read_env(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def filled(text, values):
    """What the image of nginx makes of a template: ${THETA_...} filled in, all else left alone."""
    return re.sub(r"\$\{(THETA_[A-Z_]+)\}", lambda found: values[found.group(1)], text)


def make_certificate(folder):
    """A certificate for localhost, signed by itself."""
    os.makedirs(folder)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out",
                    os.path.join(folder, "fullchain.pem"), "-keyout", os.path.join(folder, "privkey.pem")],
                   check=True, stderr=subprocess.DEVNULL)


class Front:
    """Debian's nginx with the shipped configuration below `folder`, in front of a web app and a back end."""

    def __init__(self, folder, web, backend):
        self.folder = folder
        self.http_port, self.port = free_port(), free_port()
        for name in ("", "conf.d", "run", "acme/.well-known/acme-challenge"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
            os.chmod(os.path.join(folder, name), 0o755)  # nginx's workers are somebody else where we are root
        certificates = os.path.join(folder, "certs")
        make_certificate(certificates)
        for name in ("nginx.conf", "proxy.conf"):
            shutil.copy(os.path.join(DEPLOY, "nginx", name), folder)
        shutil.copy("/etc/nginx/mime.types", folder)
        values = {"THETA_DOMAIN": "localhost", "THETA_LISTEN_HTTP": f"127.0.0.1:{self.http_port}",
                  "THETA_LISTEN_HTTPS": f"127.0.0.1:{self.port}", "THETA_WEB": f"127.0.0.1:{web}",
                  "THETA_BACKEND": f"127.0.0.1:{backend}", "THETA_CERTIFICATES": certificates}
        with open(os.path.join(DEPLOY, "nginx", "theta.conf.template"), encoding="utf-8") as file:
            text = filled(file.read(), values)
        with open(os.path.join(folder, "conf.d", "theta.conf"), "w", encoding="utf-8") as file:
            file.write(text)
        self.trust = ssl.create_default_context(cafile=os.path.join(certificates, "fullchain.pem"))
        self.process = None

    def command(self, *words):
        return ["/usr/sbin/nginx", "-p", self.folder, "-c", os.path.join(self.folder, "nginx.conf"), *words]

    def start(self):
        """After nginx has found nothing wrong in its configuration."""
        tried = subprocess.run(self.command("-t"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        check(tried.returncode == 0 and "[warn]" not in tried.stdout, f"nginx -t: {tried.stdout}")
        with open(os.path.join(self.folder, "log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command("-g", "daemon off;"), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=die_with_parent)
        wait_until(self.is_up, "nginx listens")
        return self

    def is_up(self):
        check(self.process.poll() is None, f"nginx runs: {self.log()}")
        try:
            return self.plain("GET", "/nginx-health", host="127.0.0.1")[0] == 200
        except OSError:
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as file:
            return file.read()

    def connect(self, source=""):
        """`source`: the address that nginx sees, one of 127.0.0.0/8."""
        return http.client.HTTPSConnection("localhost", self.port, timeout=60, context=self.trust,
                                           source_address=(source, 0) if source else None)

    def send(self, method, path, body=None, headers=None, source=""):
        """(status, header fields, bytes)"""
        connection = self.connect(source)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def plain(self, method, path, host="localhost"):
        """The same without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        try:
            connection.request(method, path, headers={"Host": host})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    # JSON through nginx is held to the contract, as it is without.
    ask = Service.ask
    wait_for = Service.wait_for
