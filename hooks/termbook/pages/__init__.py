"""Views composed into pages: plain data first, then HTML or Markdown."""
