"""What is kept of every return: the bytes as received, what was read from them, and the submissions register."""
