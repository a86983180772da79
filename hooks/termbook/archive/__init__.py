"""All records together, as of a day and for an audience, and the rules that hold between them."""
