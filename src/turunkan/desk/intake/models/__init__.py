"""The tables of what came in: a module each for runs, Items and media."""

from turunkan.desk.intake.models.items import (
    Account,
    AccountChange,
    Expired,
    Finding,
    Item,
    Likeness,
    MetricsPoint,
    SearchText,
    Sighting,
    Snapshot,
)
from turunkan.desk.intake.models.media import (
    CommonPicture,
    ItemMedia,
    MediaFile,
    MediaMatch,
)
from turunkan.desk.intake.models.runs import (
    BrokenPart,
    ImportRun,
    Incoming,
    SavedMapping,
)

__all__ = [
    "Account",
    "AccountChange",
    "BrokenPart",
    "CommonPicture",
    "Expired",
    "Finding",
    "ImportRun",
    "Incoming",
    "Item",
    "ItemMedia",
    "Likeness",
    "MediaFile",
    "MediaMatch",
    "MetricsPoint",
    "SavedMapping",
    "SearchText",
    "Sighting",
    "Snapshot",
]
