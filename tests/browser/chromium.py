"""Where Chromium is, and how it is started: alone, offline, and the same for everyone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

MAC_APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)

MISSING = (
    "no Chromium found: install the package chromium, or set TERMBOOK_CHROMIUM to its program file"
)


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """The program file: what TERMBOOK_CHROMIUM names, else the first one that is installed."""
    named = environment.get("TERMBOOK_CHROMIUM")
    if named:
        return named
    installed = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    applications = (str(path) for path in MAC_APPLICATIONS if path.exists())
    return next((path for path in (*installed, *applications) if path), None)


def launch_flags() -> list[str]:
    """Flags under which Chromium asks nothing of other hosts by itself.

    A page that does ask is seen doing so: the name is only not looked up.
    """
    flags = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root with it
    return flags
