"""Intake: captures become Items and, where privacy lets them, Accounts; nothing is lost, nothing doubled."""
