"""What each command does, one module each; `__main__` parses the words and calls them."""
