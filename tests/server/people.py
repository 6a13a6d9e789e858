"""People with accounts on a server: each has a session, or an API key, and asks with it."""

import http.cookies

from program import check


class Person:
    """Somebody who asks. Without a session and key: nobody who is known."""

    def __init__(self, service, key=None):
        self.service = service
        self.key = key
        self.cookie = None
        self.csrf = None
        self.user = None

    def headers(self, method):
        if self.key:
            return {"Authorization": f"Bearer {self.key}"}
        fields = {"Cookie": self.cookie} if self.cookie else {}
        if self.csrf and method not in ("GET", "HEAD"):
            fields["X-CSRF-Token"] = self.csrf
        return fields

    def send(self, method, path, body=None, headers=None):
        return self.service.send(method, path, body, {**self.headers(method), **(headers or {})})

    def ask(self, method, path, body=None, headers=None, status=200):
        return self.service.ask(method, path, body, {**self.headers(method), **(headers or {})}, status)

    def keep_session(self, answer):
        jar = http.cookies.SimpleCookie(self.service.fields["Set-Cookie"])
        (name, morsel), = jar.items()
        self.cookie = f"{name}={morsel.value}"
        self.csrf = answer["csrf_token"]
        self.user = answer["user"]

    def log_in(self, email, password):
        self.keep_session(self.service.ask("POST", "/api/auth/login", {"email": email, "password": password}))
        return self


def first_admin(service):
    """The admin that the first start made, logged in."""
    made = [entry for entry in service.log if entry["event"] == "first_admin"]
    check(len(made) == 1, f"the log says once where the first password is: {made}")
    with open(made[0]["password_file"], encoding="utf-8") as file:
        password = file.read().strip()
    admin = Person(service).log_in(made[0]["email"], password)
    admin.password = password
    return admin


def add_person(admin, email, **fields):
    """Somebody new, logged in with the password that was made up for them."""
    made = admin.ask("POST", "/api/admin/users", {"email": email, **fields}, status=201)
    person = Person(admin.service).log_in(email, made["password"])
    person.password = made["password"]
    return person
