"""
What may be shown in an edition: which counts are hidden or rounded, and everything derived from them with them.

To hide a figure from the board and the public, let it pass through `hiding.for_named_readers` where it is put together
(`results.assemble` and `results.standards`). What an edition hides and rounds is data in `editions`.
"""
