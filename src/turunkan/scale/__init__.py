"""Scale: the engine of `core` on machines that somebody else's engine shares out. Knows no desk and no command."""
