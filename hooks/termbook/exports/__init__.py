"""The archive in forms that other programs read."""
