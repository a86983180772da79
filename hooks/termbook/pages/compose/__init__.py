"""Views composed into pages: which questions a page asks, and in which blocks it shows them."""
