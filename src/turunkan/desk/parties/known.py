"""Platforms and authorities that a new desk knows; their contacts are the office's to fill in.

Names of agencies change (dossier, introduction): these are rows to begin with, not constants.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A recipient to begin with."""

    key: str
    name: str
    hosts: tuple[str, ...] = ()
    authority: bool = False


KNOWN = (
    Known("instagram", "Instagram", ("instagram.com",)),
    Known("facebook", "Facebook", ("facebook.com", "fb.com", "fb.watch")),
    Known("tiktok", "TikTok", ("tiktok.com",)),
    Known("youtube", "YouTube", ("youtube.com", "youtu.be")),
    Known("x", "X", ("x.com", "twitter.com")),
    Known("shopee", "Shopee", ("shopee.co.id",)),
    Known("tokopedia", "Tokopedia", ("tokopedia.com",)),
    Known("bukalapak", "Bukalapak", ("bukalapak.com",)),
    Known("lazada", "Lazada", ("lazada.co.id",)),
    Known("telegram", "Telegram", ("t.me", "telegram.me")),
    Known("komdigi", "Kementerian Komunikasi dan Digital", authority=True),
    Known("bea-cukai", "Direktorat Jenderal Bea dan Cukai", authority=True),
)
