"""Block: the reading of `text` and the rules of `rules` over whole blocks of Items, as arrays."""
