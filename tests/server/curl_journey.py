"""journey.sh on a real corpus, with PostgreSQL and Redis killed and started again in its middle.

usage: curl_journey.py THETA sqlite|postgres DATA
"""

import http.server
import os
import subprocess
import sys
import threading

from places import Places
from program import check
from service import Service

BACKEND, DATA = sys.argv[2:4]
HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(DATA, "20newsgroups.csv.gz")


class Restarts(http.server.HTTPServer):
    """Restarts the places at each request: what journey.sh calls while the model is being trained."""

    def __init__(self, places):
        super().__init__(("127.0.0.1", 0), Restart)
        self.places, self.count = places, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Restart(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        for place in (self.server.places.postgres, self.server.places.redis):
            if place:
                place.kill()
                place.start()
        self.server.count += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    if not os.path.exists(CORPUS):
        print(f"skipped: {CORPUS} is not there")
        sys.exit(77)
    with Places(BACKEND) as places, Service(places.data, env=places.env) as server:
        restarts = Restarts(places)
        journey = subprocess.run([os.path.join(HERE, "journey.sh"), f"http://127.0.0.1:{server.port}/api", CORPUS,
                                  f"curl -sS http://127.0.0.1:{restarts.server_port}/"], text=True, capture_output=True, timeout=280)
        check(journey.returncode == 0, f"the journey ends well: {journey.stdout}{journey.stderr}{server.log[-10:]}")
        check(restarts.count == 1, "everything was restarted in the middle")
        wrong = [entry for entry in server.log if entry.get("status", 0) >= 500 and entry["status"] != 503]
        check(not wrong, f"no failures in the log: {wrong}")
        restarts.shutdown()


main()
