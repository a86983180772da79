"""The same records as input for what an office might use instead."""
