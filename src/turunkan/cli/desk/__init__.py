"""The commands of the office; the engine's commands import none of them."""
