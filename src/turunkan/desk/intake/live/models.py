"""Live sources, their runs and steps, what was fetched before, and what of the quota is spent."""

from typing import ClassVar

from django.db import models

from turunkan.desk.intake.models import ImportRun
from turunkan.desk.parties.models import User


class LiveSource(models.Model):
    """One thing to fetch from again and again.

    `settings` hold no secret; `checkpoint` is where the next run begins.
    """

    class State(models.TextChoices):
        """What it is doing; what is paused has `enabled` unset besides."""

        IDLE = "idle", "siap"
        RUNNING = "fetching", "mengambil"
        WAITING = "waiting", "menunggu"
        HALTED = "halted", "berhenti"

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100, unique=True)
    settings = models.JSONField()
    checkpoint = models.JSONField(default=dict)
    enabled = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.IDLE)
    again_at = models.DateTimeField()  # not before this
    claimed_until = models.DateTimeField(null=True)  # one tick alone works on it
    tries = models.IntegerField(default=0)  # that failed, one after the other
    message_id = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "live_source"
        ordering: ClassVar = ["pk"]


class LiveRun(models.Model):
    """One going over a source; `ended_at` is unset till then. `checkpoint` becomes the source's at its end."""

    source = models.ForeignKey(LiveSource, on_delete=models.CASCADE, related_name="runs")
    checkpoint = models.JSONField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    new = models.IntegerField(default=0)
    seen = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    broken = models.IntegerField(default=0)
    surfaced = models.IntegerField(default=0)

    class Meta:
        db_table = "live_run"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(ended_at__isnull=True), name="live_one_open_run"
            ),
        ]


class LiveStep(models.Model):
    """One request of a run. What was fetched is kept in `body` until it is stored as Items, and then let go."""

    class State(models.TextChoices):
        """How far a step is."""

        DUE = "due", "akan diambil"
        FETCHED = "fetched", "terambil"
        DONE = "done", "selesai"
        LEFT = "left", "dilewati"

    run = models.ForeignKey(LiveRun, on_delete=models.CASCADE, related_name="steps")
    method = models.CharField(max_length=40)
    params = models.JSONField()
    page = models.IntegerField(default=1)
    key = models.CharField(max_length=64, db_index=True)  # SHA-256 over method and params
    state = models.CharField(max_length=7, choices=State.choices, default=State.DUE)
    etag = models.CharField(max_length=200, blank=True)
    body = models.BinaryField(null=True)
    code = models.CharField(max_length=40, blank=True)  # why it was left, or what is to be known of it
    message_id = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    imported = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "live_step"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "key"], name="live_step_once")]


class LiveThing(models.Model):
    """What a source brought once and needs not bring again: a video, a mail. `key` is a SHA-256, no name."""

    source = models.ForeignKey(LiveSource, on_delete=models.CASCADE, related_name="things")
    key = models.CharField(max_length=64)

    class Meta:
        db_table = "live_thing"
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="live_thing_once")]


class Quota(models.Model):
    """Units of the YouTube API that were spent in a day of Pacific time; all sources share one key."""

    day = models.DateField(unique=True)
    units = models.IntegerField(default=0)
    by_method = models.JSONField(default=dict)

    class Meta:
        db_table = "live_quota"
