"""Live sources: what the desk fetches by itself, off until an administrator sets one up."""
