"""Items and Accounts as they were captured, what the engine found in them, and how they changed."""

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from turunkan.core.lifecycle import REVIEW_STATES, ReviewState
from turunkan.core.vocab import ACTIONS, LABELS, PRIORITIES, Action, Label, Priority
from turunkan.desk.intake.models.runs import ImportRun
from turunkan.desk.subjects.models import SubjectVersion


def _choices(titles: dict) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    return [(code.value, title.id) for code, title in titles.items()]


class Account(models.Model):
    """Who published surfaced Items, known by the platform's id rather than by handle.

    There is no row for authors of speech or of what is unrelated: nothing here is a register of critics.
    """

    key = models.CharField(max_length=200, unique=True)
    platform = models.CharField(max_length=40)
    native_id = models.CharField(max_length=150, blank=True)
    handle = models.CharField(max_length=150, blank=True, db_index=True)
    name = models.CharField(max_length=300, blank=True)
    bio = models.TextField(blank=True)
    followers = models.BigIntegerField(null=True)
    first_seen = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "intake_account"

    @property
    def shown(self) -> str:
        """The handle with its sign, else the name, else the id."""
        return f"@{self.handle}" if self.handle else self.name or self.native_id


class Item(models.Model):
    """One captured thing, the unit of action: its current snapshot, Finding and place in review.

    What nobody ever had to look at has no label: what the engine calls it is found when somebody asks.
    """

    key = models.CharField(max_length=300)
    platform = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    native_id = models.CharField(max_length=200, blank=True)
    url = models.TextField(blank=True)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, related_name="items", db_index=False
    )
    content_hash = models.CharField(max_length=64)
    posted_at = models.DateTimeField(null=True)
    captured_at = models.DateTimeField(null=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    label = models.CharField(max_length=10, choices=_choices(LABELS), blank=True)
    tier = models.CharField(max_length=20, blank=True)
    priority = models.CharField(max_length=6, choices=_choices(PRIORITIES), default=Priority.NONE.value)
    action = models.CharField(max_length=7, choices=_choices(ACTIONS), default=Action.NONE.value)
    confidence = models.FloatField(default=0.0)
    gravity = models.SmallIntegerField(default=99)
    reach_band = models.SmallIntegerField(default=0)

    state = models.CharField(max_length=8, choices=_choices(REVIEW_STATES), default=ReviewState.WAITING.value)
    outcome_label = models.CharField(max_length=10, choices=_choices(LABELS), blank=True)
    outcome_tier = models.CharField(max_length=20, blank=True)
    outcome_measure = models.CharField(max_length=7, choices=_choices(ACTIONS), blank=True)
    decided_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    held = models.BooleanField(default=False)  # in a case and not free: no term ends while it is

    class Meta:
        db_table = "intake_item"
        indexes: ClassVar = [
            models.Index(
                fields=[
                    *("gravity", "-reach_band", "-confidence", "posted_at", "id"),
                    *("priority", "state", "platform", "label", "first_seen"),  # so that counting reads no row
                ],
                name="item_queue",
                condition=~models.Q(priority=Priority.NONE.value) & ~models.Q(state=ReviewState.SETTLED.value),
            ),
            models.Index(fields=["-id"], name="item_unread", condition=models.Q(state=ReviewState.UNREAD.value)),
            models.Index(fields=["account"], name="item_account", condition=models.Q(account__isnull=False)),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key"], name="item_once")]

    @property
    def surfaced(self) -> bool:
        """Whether a person is asked to look."""
        return self.priority != Priority.NONE.value

    @property
    def effective_label(self) -> str:
        """What people decided; before that, what the engine found."""
        return self.outcome_label or self.label

    @property
    def is_confirmed(self) -> bool:
        """Whether people decided that something may be asked of a platform."""
        accused = self.outcome_label in (Label.SELLER, Label.PROMOTER)
        return accused and self.outcome_measure in (Action.REQUEST, Action.NOTICE)


class Snapshot(models.Model):
    """An Item as one capture showed it: the documented JSON, and the record as it was read."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="snapshots", db_index=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    raw = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "intake_snapshot"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "content_hash"], name="snapshot_once"),
        ]


class Finding(models.Model):
    """The engine's answer for one snapshot, with the version that gave it; `reasons` hold both languages."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="findings")
    subject = models.ForeignKey(SubjectVersion, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    reasons = models.JSONField()
    law_date = models.DateField()
    law_date_from = models.CharField(max_length=12)

    class Meta:
        db_table = "intake_finding"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["snapshot", "subject"], name="finding_once"),
        ]


class Likeness(models.Model):
    """One band of the fingerprint of an Item's current text; Items that share one may say nearly the same."""

    item = models.ForeignKey("Item", on_delete=models.CASCADE, related_name="likenesses")
    content_hash = models.CharField(max_length=64)
    band = models.BigIntegerField(null=True)  # none: the text is too short to tell

    class Meta:
        db_table = "intake_likeness"
        indexes: ClassVar = [models.Index(fields=["band", "-item"], name="likeness_band")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "content_hash", "band"], name="likeness_once"),
        ]


class SearchText(models.Model):
    """What a surfaced Item says and its address, casefolded, for the search; a row for each such content."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="search_texts", db_index=False)
    content_hash = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        db_table = "intake_search_text"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "content_hash"], name="search_text_once"),
        ]


class Sighting(models.Model):
    """That a run showed an Item which the desk had already, in the order in which it did.

    `former` is the Item's row before this run changed it, by column; None where the run changed nothing.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="sightings")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    former = models.JSONField(null=True)

    class Meta:
        db_table = "intake_sighting"
        ordering: ClassVar = ["pk"]


class AccountChange(models.Model):
    """That a run said otherwise of an Account which the desk had already: its name, its handle, what it shows.

    `former` is what was on record before, by column.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="changes")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    former = models.JSONField()

    class Meta:
        db_table = "intake_account_change"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "run"], name="account_change_once"),
        ]


class MetricsPoint(models.Model):
    """The figures of an Item as a later capture showed them; the first are in its Snapshot. None: not said."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="metrics")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    captured_at = models.DateTimeField(null=True)
    views = models.BigIntegerField(null=True)
    likes = models.BigIntegerField(null=True)
    comments = models.BigIntegerField(null=True)
    shares = models.BigIntegerField(null=True)

    class Meta:
        db_table = "intake_metrics_point"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "item",
                Coalesce("captured_at", Value(datetime(1, 1, 2, tzinfo=UTC))),
                *(Coalesce(count, Value(-1)) for count in ("views", "likes", "comments", "shares")),
                name="metrics_once",
            ),
        ]


class Expired(models.Model):
    """How many Items of a kind were deleted when their term ended; all that is left of them."""

    day = models.DateField()
    platform = models.CharField(max_length=40)
    label = models.CharField(max_length=10)
    decided = models.BooleanField()
    count = models.IntegerField(default=0)

    class Meta:
        db_table = "intake_expired"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "platform", "label", "decided"], name="expired_once"),
        ]
