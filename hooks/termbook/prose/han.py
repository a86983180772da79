"""Han characters, which have no spaces between them."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = (
    "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)

SOFT_BREAK: Final = re.compile(rf"(?<=[{_HAN}])\n *(?=[{_HAN}])")
"""A line break that is no space, for it stands between two Han."""

IS_HAN: Final = re.compile(f"[{_HAN}]")
"""One Han character, or a sign that is written with them."""
