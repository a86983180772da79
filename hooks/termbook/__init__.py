"""Termbook: an institution's term records, read from Markdown, checked, and shown as a site.

The layers, from the bottom: words and diagnostics, reading, model, archive, views, pages and
search, edges. A lower layer never imports a higher one; import-linter holds it (pyproject.toml).
"""

__version__ = "0.1.0"
