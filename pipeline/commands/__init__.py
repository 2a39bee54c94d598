"""What each command does, a module for each; the words that may follow it are in `arguments`."""
