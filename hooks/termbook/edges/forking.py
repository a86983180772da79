"""When work is worth a second process, and whether one can be forked."""

from __future__ import annotations

import sys
import threading
from typing import Final

WORTH_IT: Final = 300
"""From how many records or pages on a second process saves more than it costs to start."""


def forks_safely() -> bool:
    """Whether processes can be forked: quickest, but only safe while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1
