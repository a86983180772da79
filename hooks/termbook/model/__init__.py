"""What a record may say: kinds, their fields, and the typed record that a file becomes."""
