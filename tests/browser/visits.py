"""Visits of pages, and all that went wrong during one: what a reader never sees, yet suffers."""

from __future__ import annotations

from urllib.parse import unquote

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

from tests.browser.addresses import Address

PARTS_OF_THE_PAGE = ("data:", "blob:", "about:")

SETTLE = """() => document.fonts.ready.then(() => new Promise(done =>
    requestIdleCallback(() => setTimeout(done, 30), {timeout: 1000})))"""
"""Scripts that start after loading (search, for instance) get to ask for their files."""


class Visitor:
    """One window on one site, reused for all pages.

    `page` is the window, `troubles` what has gone wrong in it since the last page was opened:
    console errors and warnings, uncaught errors, failed requests, requests to anywhere outside.
    """

    def __init__(self, context: BrowserContext, address: Address) -> None:
        self.address = address
        self.troubles: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)
        context.on("requestfailed", self._note_failure)
        context.on("response", self._note_response)
        self.page = context.new_page()

    def open(self, path: str) -> Page:
        """Open a page of the site by its path; it fails the test if anything goes wrong."""
        troubles = self.troubles_of(path)
        assert not troubles, f"{path}:\n" + "\n".join(troubles)
        return self.page

    def troubles_of(self, path: str) -> list[str]:
        """Open a page of the site by its path; what went wrong."""
        self.troubles = []
        self.page.goto(self.address.of(path), wait_until="load")
        self.page.evaluate(SETTLE)
        return self.troubles

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.troubles.append(f"uncaught: {error.error}")

    def _note_request(self, request: Request) -> None:
        url = request.url
        if not url.startswith((self.address.home, *PARTS_OF_THE_PAGE)):
            self.troubles.append(f"request outside the site: {unquote(url)}")

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by leaving the page before
            self.troubles.append(f"request failed: {unquote(request.url)} ({request.failure})")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"request failed: {unquote(response.url)} ({response.status})")
