"""Records → one outcome on each standard → counts. What is hidden and what is shown is decided later."""
