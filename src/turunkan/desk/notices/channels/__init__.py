"""Channels by which a letter leaves: a new one is its file, its test and its line here."""

from turunkan.desk.notices.channels.base import Channel, Delivery, Parcel, SendingFailed, SendingUnclear
from turunkan.desk.notices.channels.email import EMAIL

CHANNELS: dict[str, Channel] = {channel.name: channel for channel in (EMAIL,)}

__all__ = ["CHANNELS", "Channel", "Delivery", "Parcel", "SendingFailed", "SendingUnclear"]
