"""Re-check: looking at a line's page again, saying what it shows now and by what sign, and when to look next."""
