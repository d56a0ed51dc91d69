"""Evidence: what was seen, kept and sealed so that others can check it without trusting the office."""
