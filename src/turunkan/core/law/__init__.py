"""Law: statutes and official policy as dated data; what was in force on a day."""

from turunkan.core.law.book import LawBook, Source, Span, Status, Statute, Tolerance

__all__ = ["LawBook", "Source", "Span", "Status", "Statute", "Tolerance"]
