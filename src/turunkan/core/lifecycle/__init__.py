"""Lifecycle: states and transitions as pure functions; what happened in, what may happen next out."""

from turunkan.core.lifecycle.line import LINE, LineEvent, LineState
from turunkan.core.lifecycle.machine import Machine, Refused
from turunkan.core.lifecycle.notice import NOTICE, NoticeEvent, NoticeState
from turunkan.core.lifecycle.review import REVIEW_STATES, Opinion, ReviewState, Settlement, settle

__all__ = [
    "LINE",
    "NOTICE",
    "REVIEW_STATES",
    "LineEvent",
    "LineState",
    "Machine",
    "NoticeEvent",
    "NoticeState",
    "Opinion",
    "Refused",
    "ReviewState",
    "Settlement",
    "settle",
]
