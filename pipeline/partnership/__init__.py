"""Who we are: the agencies, the guidance in force, and the recommendations with the actions that answer them."""
