"""What `termbook cache` says of the store, and of what it has cleared away."""

from __future__ import annotations

from typing import Final

from termbook.edges.store import Store
from termbook.words import Words

_NAMED: Final = 5
"""Foreign files that are named; the others are many."""


def described(store: Store | None, words: Words) -> list[str]:
    """Where the store is, how much lies in it, and how much may."""
    if store is None:
        return [words("cache.off")]
    used = store.measure()
    lines = [words("cache.where", path=store.root)]
    lines += [
        words(f"cache.part.{use.part}", n=use.folders, size=_megabytes(use.size)) for use in used
    ]
    total = sum(use.size for use in used)
    lines.append(words("cache.total", size=_megabytes(total), limit=_megabytes(store.limit)))
    return lines


def cleared(store: Store | None, words: Words) -> list[str]:
    """Empties the store; what was done, and what was left because it is not ours.

    Raises OSError where something cannot be removed.
    """
    if store is None:
        return [words("cache.off")]
    size = sum(use.size for use in store.measure())
    there = store.root.is_dir()
    store.clear()
    left = sorted(path.name for path in store.root.iterdir()) if store.root.is_dir() else []
    key = "cache.cleared" if size or (there and not left) else "cache.nothing"
    lines = [words(key, path=store.root, size=_megabytes(size))]
    if left:
        names = words("hint.comma").join(left[:_NAMED])
        lines.append(words("cache.left", path=store.root, n=len(left), names=names))
    return lines


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
