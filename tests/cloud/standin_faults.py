"""Faults that tests order from the stand-in.

A fault is {"do": WHAT, "times": n, "method"?, "key"?, "query"?, "status"?, "code"?, "seconds"?, "after"?}; it meets the next n
requests whose method is that, whose key contains that, whose query has that name. WHAT:

    answer      the status (and code) instead of doing anything
    drop        the connection is closed before anything was done
    forget      the request is carried out, and the connection is closed without an answer
    cut         the answer's body ends in the middle, and the connection
    slow        the answer comes after so many seconds
    trickle     the answer's body comes in pieces with pauses of so many seconds
    wrong_crc   the answer tells another CRC-64 than that of what was stored
    damage      one bit of the body that was sent is stored as another, or of the body that is read is given as another
"""

import json
import threading

KINDS = {"answer", "drop", "forget", "cut", "slow", "trickle", "wrong_crc", "damage"}
FIELDS = {"do", "times", "method", "key", "query", "status", "code", "seconds", "after"}


class Faults:
    def __init__(self):
        self.lock, self.waiting = threading.Lock(), []

    def order(self, text):
        for fault in json.loads(text):
            if fault.get("do") not in KINDS or not set(fault) <= FIELDS:
                raise ValueError(f"no fault: {fault}")
            with self.lock:
                self.waiting.append(dict({"times": 1}, **fault))

    def clear(self):
        with self.lock:
            self.waiting = []

    def meet(self, request):
        """The fault that this request meets, or an empty one."""
        with self.lock:
            for fault in self.waiting:
                fits = (fault.get("method", request.method) == request.method and fault.get("key", "") in request.key
                        and fault.get("query", "") in ["", *request.value])
                if not fits:
                    continue
                if fault.get("after", 0) > 0:  # so many that would fit are let through
                    fault["after"] -= 1
                    continue
                fault["times"] -= 1
                if fault["times"] <= 0:
                    self.waiting.remove(fault)
                return fault
        return {}


def damaged(data):
    """The same bytes but for one bit in the middle."""
    changed = bytearray(data)
    if changed:
        changed[len(changed) // 2] ^= 1
    return bytes(changed)
