"""A quarter's results as what a reader sees: tables, charts, sentences, and the pages they make up."""
