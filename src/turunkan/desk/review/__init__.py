"""Review: the queue, who holds what, and what people decide, with a reason."""
