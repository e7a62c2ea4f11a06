"""Sets of programmes: one integer whose bit *n* stands for the *n*-th programme.

Sets combine with ``&`` and ``|``, and a count is ``int.bit_count()``.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import compress
from operator import or_

SINGLE = 24  # programmes in a set up to which they are taken one by one
SPARSE = 4  # places for each programme in a set, from which only those are looked at
FEW = 40  # places for each number, from which a set is made of single bits
ONE = ord("1")
_BINARY = bytes.maketrans(b"01", b"\x00\x01")


def bits(numbers: Iterable[int]) -> int:
    """The set of *numbers*."""
    listed = list(numbers)
    if not listed:
        return 0
    size = max(listed) + 1
    if len(listed) * FEW < size:
        packed = bytearray((size + 7) >> 3)
        for number in listed:
            packed[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(packed, "little")
    digits = bytearray(b"0") * size
    for number in listed:
        digits[number] = ONE
    digits.reverse()
    return int(digits, 2)


def numbers(found: int) -> list[int]:
    """The numbers in the set *found*, in order."""
    if found.bit_count() <= SINGLE:
        listed = []
        while found:
            lowest = found & -found
            listed.append(lowest.bit_length() - 1)
            found ^= lowest
        return listed
    digits = bin(found)[:1:-1]
    if found.bit_count() * SPARSE > len(digits):
        return list(compress(range(len(digits)), digits.encode().translate(_BINARY)))
    listed = []
    place = digits.find("1")
    while place >= 0:
        listed.append(place)
        place = digits.find("1", place + 1)
    return listed


def union(sets: Iterable[int]) -> int:
    """What is in any of *sets*."""
    return reduce(or_, sets, 0)


def flags(found: int, size: int) -> bytes:
    """One byte for each of *size* programmes: 1 where it is in *found*."""
    written = bin(found | 1 << size)[3:]  # the marker keeps the leading zeros
    return written.encode("ascii")[::-1].translate(_BINARY)
