"""The page types of a built site, read from its files: a new kind of page is tested unasked."""

from __future__ import annotations

from pathlib import Path

ERROR_PAGE = "404.html"
"""A server shows it at addresses that are not there, so no link in it can be relative; it is the
one page that needs to know where the site stands."""


def page_types(site: Path) -> dict[str, str]:
    """Each type with the path of its fullest page, the one that most can go wrong on.

    Pages at the top are a type each. Periods, and the records of one kind, are one type over all
    periods; so are the pages of one folder elsewhere.
    """
    fullest: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if path == ERROR_PAGE:
            continue
        name = _type_of(path)
        size = file.stat().st_size
        if size > fullest.get(name, (0, ""))[0]:
            fullest[name] = (size, path)
    return {name: path for name, (_, path) in sorted(fullest.items())}


def _type_of(path: str) -> str:
    folders = path.split("/")[:-1]
    if not folders:
        return path
    if folders[0][0].isdigit():  # as every period's folder begins; pages of the site never do
        folders[0] = "PERIOD"
    last = "index.html" if path.endswith("/index.html") else "*.html"
    return "/".join((*folders[:2], last))
