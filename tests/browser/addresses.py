"""A built site's addresses: below a folder of a web server on this machine, or as plain files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

BELOW = "/archive/学校/"
"""A site may stand below any folder of a server, also below one with a Chinese name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a site can be visited; `home` ends with a slash, all of the site is below it."""

    home: str
    root: Path

    def of(self, path: str) -> str:
        """The address of a file of the site, given as a path with slashes."""
        return self.home + quote(path)


def file_address(root: Path) -> Address:
    """The site as somebody sees it who opens its files by double click."""
    return Address(home=root.resolve().as_uri() + "/", root=root)


@contextmanager
def served(root: Path) -> Iterator[Address]:
    """The site on a web server, with the Content-Security-Policy that the build wrote for it."""
    handler = partial(_Handler, root=root, policy=_policy(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            home = f"http://127.0.0.1:{server.server_address[1]}{quote(BELOW)}"
            yield Address(home=home, root=root)
        finally:
            server.shutdown()
            thread.join()


def _policy(root: Path) -> str:
    """The policy as one line, "" when the site has none; with or without the header's name."""
    file = root / "content-security-policy.txt"
    if not file.exists():
        return ""
    text = " ".join(file.read_text(encoding="utf-8").split())
    return text.removeprefix("Content-Security-Policy:").strip()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, root: Path, policy: str) -> None:
        self.policy = policy
        super().__init__(*args, directory=str(root))  # type: ignore[arg-type]  # handed through

    def translate_path(self, path: str) -> str:
        below = quote(BELOW)
        if not path.startswith(below):
            return str(Path(self.directory) / "outside the site")  # is not there: 404
        return super().translate_path("/" + path.removeprefix(below))

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base
        """Say nothing: a test that fails says what it asked for."""
