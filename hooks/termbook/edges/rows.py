"""Texts, numbers, and tuples, lists and dicts of them, as bytes and back.

`marshal` reads and writes them faster than anything else that Python has. Its form belongs to one
version of Python, and what it reads must be trusted; both hold in a store, whose folders are named
after the version and open to their user alone.
"""

from __future__ import annotations

import marshal
from typing import Any


def to_bytes(value: Any) -> bytes:
    """`value` as bytes. Raises ValueError where it is not made of texts, numbers and rows."""
    return marshal.dumps(value)


def to_plain_bytes(value: Any) -> bytes:
    """As `to_bytes`, longer and slower to read; equal values of equal types are equal bytes."""
    return marshal.dumps(value, 2)  # the last version that does not note which object is which


def from_bytes(data: bytes) -> Any:
    """The value. Raises ValueError, EOFError or TypeError where `data` is no such bytes."""
    return marshal.loads(data)  # noqa: S302 - see above
