"""From the bytes of a file to text with places: encodings, front matter, YAML, dates, folders.

Nothing here knows what a record is; it only says what stands where, and what cannot be read.
"""
