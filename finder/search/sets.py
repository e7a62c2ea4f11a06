"""Sets of programmes: one integer whose bit *n* stands for the *n*-th programme.

Sets combine with ``&`` and ``|``, and a count is ``int.bit_count()``.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

ONE = ord("1")
IN_BYTE = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def bits(numbers: Iterable[int]) -> int:
    """The set of *numbers*."""
    listed = list(numbers)
    if not listed:
        return 0
    digits = bytearray(b"0") * (max(listed) + 1)
    for number in listed:
        digits[number] = ONE
    digits.reverse()
    return int(digits, 2)


def numbers(found: int) -> list[int]:
    """The numbers in the set *found*, in order."""
    listed = []
    for place, byte in enumerate(
        found.to_bytes((found.bit_length() + 7) >> 3, "little")
    ):
        if byte:
            first = place << 3
            listed += [first + bit for bit in IN_BYTE[byte]]
    return listed


def union(sets: Iterable[int]) -> int:
    """What is in any of *sets*."""
    return reduce(or_, sets, 0)


def flags(found: int, size: int) -> bytes:
    """One byte for each of *size* programmes: 1 where it is in *found*."""
    written = bin(found | 1 << size)[3:]  # the marker keeps the leading zeros
    return written.encode("ascii")[::-1].translate(_BINARY)


_BINARY = bytes.maketrans(b"01", b"\x00\x01")
