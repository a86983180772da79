"""Questions asked of an archive, answered as plain data: no HTML, no files."""
