"""Claims and decisions. A decision is superseded, never overwritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from turunkan.core.vocab import ACTIONS, LABELS
from turunkan.desk.intake.models import Account, Item, Snapshot
from turunkan.desk.subjects.models import SubjectVersion


class Claim(models.Model):
    """Who has an Item open; it lapses by itself."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        db_table = "review_claim"

    @property
    def is_live(self) -> bool:
        """Whether it has not lapsed."""
        return self.until >= timezone.now()


class Decision(models.Model):
    """One person's answer for an Item as a snapshot showed it; set aside by `withdrawn`, never rewritten."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="decisions")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    subject = models.ForeignKey(SubjectVersion, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    label = models.CharField(max_length=10, choices=[(code.value, title.id) for code, title in LABELS.items()])
    tier = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=7, choices=[(code.value, title.id) for code, title in ACTIONS.items()])
    reason = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    grave = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "review_decision"
        ordering: ClassVar = ["pk"]


class AccountDecision(models.Model):
    """A person's word that a measure should reach the whole Account; it rests on confirmed Items, kept with it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField()
    rests_on = models.ManyToManyField(Item, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "review_account_decision"
        ordering: ClassVar = ["pk"]
