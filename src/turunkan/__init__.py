"""turunkan: find posts that sell or promote an unlawful good, say why, and carry each decision through."""

__version__ = "0.1.0"
