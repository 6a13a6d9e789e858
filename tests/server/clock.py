"""A wall clock of a server that a test sets (tests/support/shifted_clock.cc)."""

import os


class Clock:
    """What the wall clock of a server is ahead, in seconds."""

    def __init__(self, library, folder, name="clock"):
        self.library = library
        self.file = os.path.join(folder, name)
        self.set(0)

    def set(self, seconds):
        mode = "r+b" if os.path.exists(self.file) else "wb"
        with open(self.file, mode) as file:
            file.write(int(seconds).to_bytes(8, "little", signed=True))

    @property
    def env(self):
        return {"LD_PRELOAD": self.library, "THETA_TEST_CLOCK": self.file}
