"""SentencePiece's compiled replacements, made anew: compatibility normalisation as a double array over bytes."""

import base64
import struct
import sys
import unicodedata

VALUE_BIT = 1 << 31
KEPT = {0xFF5E}  # SentencePiece leaves the full-width tilde alone
SPACES = [0x9, 0xA, 0xC, 0xD, 0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2581, 0x3000, 0xFEFF, 0xFFFD]
DROPPED = [*range(1, 9), 0xB, *range(0xE, 0x20), 0x7F, 0x8F, 0x9F]


def replacements():
    """Texts of one character, or of a character and the mark that joins it, and what stands for them."""
    found = {}
    for number in range(1, sys.maxunicode + 1):
        if 0xD800 <= number < 0xE000 or number in KEPT:
            continue
        character = chr(number)
        composed = unicodedata.normalize("NFKC", character)
        if composed != character:
            found[character] = composed
        pair = unicodedata.normalize("NFD", character)
        if len(pair) == 2 and unicodedata.normalize("NFKC", pair) != pair:
            found[pair] = unicodedata.normalize("NFKC", pair)
    found.update((chr(number), " ") for number in SPACES)
    found.update((chr(number), "") for number in DROPPED)
    return found


class DoubleArray:
    """The layout of darts-clone: a child lies at its parent's base XOR its byte; byte 0 holds the value."""

    def __init__(self, values):
        root = {}
        for key, value in values.items():
            node = root
            for byte in key:
                node = node.setdefault(byte, {})
            node[0] = value
        self.units = {}
        self.used_bases = set()
        self.first_free = 1
        self.fresh = 256
        self.place(0, 0, root, 0)

    def base_for(self, labels):
        if len(labels) > 2:  # a block of its own: looking for gaps that fit takes longer than it saves
            base, self.fresh = self.fresh, self.fresh + 256
            return base
        while self.first_free in self.units:
            self.first_free += 1
        slot = self.first_free
        while True:
            base = slot ^ labels[0]
            if base and base not in self.used_bases and all(base ^ label not in self.units and base ^ label for label in labels):
                return base
            slot += 1

    def place(self, position, label, children, depth):
        labels = sorted(children)
        base = self.base_for(labels)
        self.used_bases.add(base)
        offset = base ^ position
        assert offset < 1 << 21
        self.units[position] = label | (0 in children) << 8 | offset << 10
        for child in labels:
            self.units[base ^ child] = 0
        for child in labels:
            if child == 0:
                self.units[base] = children[0] | VALUE_BIT
            else:
                self.place(base ^ child, child, children[child], depth + 1)

    def words(self):
        size = (max(self.units) // 256 + 1) * 256
        return [self.units.get(position, 0) for position in range(size)]


def precompiled_charsmap():
    """As the file tokenizer.json holds it: Base64 of the array's length, the array, the texts."""
    texts, values, places = b"", {}, {}
    for source, target in sorted(replacements().items()):
        if target not in places:
            places[target] = len(texts)
            texts += target.encode() + b"\0"
        values[source.encode()] = places[target]
    words = DoubleArray(values).words()
    return base64.b64encode(struct.pack("<I", 4 * len(words)) + struct.pack(f"<{len(words)}I", *words) + texts).decode()
