"""The financial quarter, the working day and the bank holidays."""
