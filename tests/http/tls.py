"""The same over TLS, with a certificate made for the occasion."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile

from wire import PROGRAM, Reader, Server, check, request


def wrap(server, context):
    return context.wrap_socket(socket.create_connection(("127.0.0.1", server.port), timeout=10), server_hostname="localhost")


def main():
    if shutil.which("openssl") is None:
        print("skipped: openssl is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key],
                       check=True, stderr=subprocess.DEVNULL)
        context = ssl.create_default_context(cafile=certificate)
        with Server(certificate=certificate, key=key, head_ms=500) as server:
            with wrap(server, context) as client:
                reader = Reader(client)
                body = os.urandom(900_000)
                client.sendall(request("GET", "/what/a/b"))
                check(b'"encrypted":true' in reader.answer().body.replace(b" ", b""), "handlers know that the connection is encrypted")
                client.sendall(request("POST", "/echo", body))
                check(reader.answer().body == body, "a large body comes back")
                client.sendall(request("GET", "/stream?bytes=1000000", headers=["Connection: close"]))
                check(len(reader.answer().body) == 1_000_000, "so does a stream")
                check(client.recv(1) == b"", "and the end is a proper one")
            with wrap(server, context) as client:
                client.sendall(request("GET", "/events"))
                reader = Reader(client)
                check(reader.head().status == 200 and reader.line() == b"1b", "events, too")
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
            old.maximum_version = ssl.TLSVersion.TLSv1_1
            try:
                wrap(server, old).close()
                check(False, "TLS 1.1 is refused")
            except (ssl.SSLError, ConnectionError):
                pass
            with server.connect() as client:
                client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                check(Reader(client).is_closed(2), "plain HTTP is refused")
            with server.connect() as client:
                check(Reader(client).is_closed(2), "a handshake that never comes ends")
        for settings in ([f"certificate={folder}/none", f"key={key}"], [f"certificate={certificate}", f"key={certificate}"], [f"key={key}"]):
            failed = subprocess.run([PROGRAM, *settings], capture_output=True, text=True, timeout=10)
            check(failed.returncode in (2, 4) and failed.stderr.count("\n") == 1, f"{settings}: one line says what is wrong")


main()
