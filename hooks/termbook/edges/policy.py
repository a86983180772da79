"""The Content-Security-Policy of a site: in every page, and for the server to send."""

from __future__ import annotations

from typing import Final

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The policy of every page."""

HEADER: Final = f"{POLICY}; frame-ancestors 'self'\n"
"""The policy for a server: frame-ancestors holds in a header only."""

PREVIEW_POLICY: Final = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""The policy of a preview, into whose pages `mkdocs serve` writes the script that reloads them."""
