"""What may be shown in an edition: which counts are hidden or rounded, and everything derived from them with them."""
