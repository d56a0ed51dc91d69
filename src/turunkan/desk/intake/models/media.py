"""Pictures and videos of Items: what was read in them, and which show the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from turunkan.desk.intake.models.items import Item


class MediaFile(models.Model):
    """A picture or video, known by the SHA-256 of its bytes, and what was read in it.

    `words` are `{text, box [[x, y] * 4], confidence, line, frame, start}`, boxes in pixels of the upright frame
    and `start` a place in `text`; `codes` are `{text, box, frame}`; `frames` are `{at, shown}`, seconds and the
    SHA-256 of a JPEG of ours in the same store. `gate` says why it matches nothing (`core.media.matching`);
    `cleared` that a person let it match however many Items show it.
    """

    class State(models.TextChoices):
        """How far its reading is."""

        WAITING = "waiting", "menunggu dibaca"
        READ = "read", "terbaca"
        REFUSED = "refused", "tidak dibaca"

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, blank=True)
    size = models.BigIntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    pdq = models.CharField(max_length=64, blank=True)
    pdq_quality = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.SmallIntegerField(default=0)
    engine = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    words = models.JSONField(default=list)
    codes = models.JSONField(default=list)
    frames = models.JSONField(default=list)
    message_id = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    compared = models.BooleanField(default=False)
    gate = models.CharField(max_length=16, blank=True)
    cleared = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "intake_media_file"
        indexes: ClassVar = [
            models.Index(fields=["id"], name="media_waiting", condition=models.Q(state="waiting")),
        ]


class ItemMedia(models.Model):
    """That an Item shows a file. `told` is the content hash of the snapshot that says what was read in it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="shows")
    file = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="shown_in")
    position = models.IntegerField()
    told = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "intake_item_media"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "file"], name="media_of_item_once"),
        ]


class MediaMatch(models.Model):
    """That two files show the same picture, by their PDQ hashes; kept in both directions."""

    file = models.ForeignKey(MediaFile, on_delete=models.CASCADE, related_name="near")
    other = models.ForeignKey(MediaFile, on_delete=models.CASCADE, related_name="+")
    distance = models.SmallIntegerField()

    class Meta:
        db_table = "intake_media_match"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "other"], name="media_match_once"),
        ]


class CommonPicture(models.Model):
    """A picture of everybody's (a logo, a stock photograph), which never matches; the negative bank."""

    pdq = models.CharField(max_length=64, unique=True)
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "intake_common_picture"
