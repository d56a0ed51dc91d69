"""Runs: files on their way in, what became of each, and what could not be read."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from turunkan.desk.subjects.models import SubjectVersion


class ImportRun(models.Model):
    """One run of one source: what came in, and how it ended. `sha256` is over the source's bytes."""

    class State(models.TextChoices):
        """How far a run is."""

        RUNNING = "running", "berjalan"
        DONE = "done", "selesai"
        REFUSED = "refused", "ditolak"
        INTERRUPTED = "interrupted", "terputus"
        UNDOING = "undoing", "sedang diurungkan"
        UNDONE = "undone", "diurungkan"

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    format = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(SubjectVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    message_id = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    new = models.IntegerField(default=0)
    seen = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    broken = models.IntegerField(default=0)
    surfaced = models.IntegerField(default=0)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    heartbeat = models.DateTimeField(auto_now=True)
    read = models.BigIntegerField(default=0)  # bytes of the source so far

    class Meta:
        db_table = "intake_import_run"
        ordering: ClassVar = ["-pk"]


class Incoming(models.Model):
    """A file that somebody gave, until it is imported; its bytes are kept for a while under `sha256`.

    `columns` are those of a table; `mapping` goes from Item field to column, `zone` names the time zone of
    dates that name none.
    """

    class State(models.TextChoices):
        """How far a file is."""

        ASKING = "asking", "menunggu jawaban"
        QUEUED = "queued", "menunggu giliran"
        RUNNING = "running", "berjalan"
        DONE = "done", "selesai"
        REFUSED = "refused", "ditolak"

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    zone = models.CharField(max_length=60, blank=True)
    claimed_at = models.DateTimeField(null=True)
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="incoming")

    class Meta:
        db_table = "intake_incoming"
        ordering: ClassVar = ["-pk"]


class SavedMapping(models.Model):
    """Which column of a kind of table holds what, under a name; `columns_hash` is over the columns in order."""

    name = models.CharField(max_length=80)
    columns_hash = models.CharField(max_length=64)
    mapping = models.JSONField()
    zone = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "intake_saved_mapping"
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["columns_hash", "name"], name="saved_mapping_once"),
        ]


class BrokenPart(models.Model):
    """A part of a source that could not be read; the same part of the same source is kept once.

    `excerpt` is how the source begins there; it goes when the source's own bytes do.
    """

    sha256 = models.CharField(max_length=64)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="broken_parts")
    place = models.CharField(max_length=200)
    part = models.CharField(max_length=60)
    code = models.CharField(max_length=40)
    message_id = models.TextField()
    message_en = models.TextField()
    excerpt = models.TextField(blank=True)

    class Meta:
        db_table = "intake_broken_part"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "place", "part", "code"], name="broken_part_once"),
        ]
