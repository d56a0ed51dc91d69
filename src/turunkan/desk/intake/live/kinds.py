"""The kinds of live sources: a new one is its file, its test and its line here."""

from turunkan.desk.intake.live.kind import Kind
from turunkan.desk.intake.live.mailbox import MAILBOX
from turunkan.desk.intake.live.youtube import YOUTUBE

KINDS: dict[str, Kind] = {kind.name: kind for kind in (YOUTUBE, MAILBOX)}
