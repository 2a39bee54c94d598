"""Who we are: the agencies, what they are asked for, and the recommendations with their actions."""
