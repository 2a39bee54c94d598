"""What a page is handed: aggregated figures under an edition's disclosure rule, and never a record."""
