"""What search knows of one page. The caller makes these; nothing here reads a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from termbook.search.spelling import normalise
from termbook.search.units import STEP


@dataclass(slots=True, kw_only=True)  # a frozen one takes twice as long to make
class Entry:
    """A page to be found. Not changed once it is made.

    `path` is relative to the site's root, a path and not an address (nothing in it is escaped).
    `text` is plain text: a blank line parts paragraphs, any
    other line break or space beside a Chinese character does not count. Where it is costly to
    make, it may be a function, asked only when the text is new; then `digest` and `size` must be
    given. An `id` is found like a title, unless it is a path (holds a "/"). Labels are what
    readers see for the keys; entries with one key have one label. `date` is ISO or empty.
    """

    path: str
    title: str
    text: str | Callable[[], str]
    kind: str = ""
    kind_label: str = ""
    period: str = ""
    period_label: str = ""
    department: str = ""
    state: str = ""
    state_label: str = ""
    date: str = ""
    id: str = ""
    digest: str = ""
    """Changes whenever title, id or text change; taken from them where it is empty."""
    size: int = 0
    """Characters of the text, roughly; counted where it is 0."""
    key: str = ""
    """What the text is found by again, where the arrangement of an index is kept."""

    def read(self) -> str:
        """The text itself."""
        return self.text if isinstance(self.text, str) else self.text()

    @property
    def mark(self) -> str:
        """What tells this text, title and id from others: `digest`, or one made from them."""
        if self.digest:
            return self.digest
        whole = f"{self.title}\0{self.id}\0{self.read()}"
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @property
    def length(self) -> int:
        """Characters that the entry takes in an index, roughly."""
        characters = (self.size or len(self.read())) + len(self.title) + len(self.id) + 16
        return -(-characters // STEP) * STEP

    def heading(self) -> str:
        """What counts as its title, in the spelling of the index: title, and id below it."""
        title = normalise(self.title).replace("\n", " ")
        if not self.id or "/" in self.id:
            return title
        return f"{title}\n{normalise(self.id)}"
