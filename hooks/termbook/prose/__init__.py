"""The text of a record: what its links are, and how it becomes HTML that is safe to show."""
