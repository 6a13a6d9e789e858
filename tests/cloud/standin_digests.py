"""CRC-64/XZ as object stores print it: of liblzma, which Python's own lzma module stands on."""

import ctypes
import ctypes.util

_LIBRARY = ctypes.CDLL(ctypes.util.find_library("lzma") or "liblzma.so.5")
_LIBRARY.lzma_crc64.restype = ctypes.c_uint64
_LIBRARY.lzma_crc64.argtypes = (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64)

POLYNOMIAL = 0xC96C5795D7870F42  # reflected
ONE = 1 << 63  # the polynomial 1 in reflected order


def crc64(data, before=0):
    return _LIBRARY.lzma_crc64(bytes(data), len(data), before)


def _multiply(a, b):
    """Of two polynomials, modulo that of the CRC."""
    product, bit = 0, ONE
    while bit:
        if a & bit:
            product ^= b
        b = (b >> 1) ^ (POLYNOMIAL if b & 1 else 0)
        bit >>= 1
    return product


def joined_crc64(first, second, size):
    """The CRC of bytes with CRC `first` followed by `size` bytes with CRC `second`."""
    power, base, count = ONE, ONE >> 8, size  # x^(8 size) by squaring
    while count:
        if count & 1:
            power = _multiply(power, base)
        base = _multiply(base, base)
        count >>= 1
    return _multiply(first, power) ^ second


assert crc64(b"123456789") == 0x995DC9BBDF1939FA
assert joined_crc64(crc64(b"1234"), crc64(b"56789"), 5) == 0x995DC9BBDF1939FA
