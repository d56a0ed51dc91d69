"""Answers of recipients and looks at their lines; a later one supersedes an earlier one, and both stay."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from turunkan.desk.cases.models import Seal
from turunkan.desk.followup.kinds import ANSWERS, GIVEN, REFUSALS
from turunkan.desk.followup.recheck.states import PAGE_STATES, REMOVED_BY
from turunkan.desk.notices.models import Grant, Line


class Answer(models.Model):
    """What a recipient said of one line, through a grant; append-only."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="answers")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20, choices=[(kind.value, ANSWERS[kind].id) for kind in GIVEN])
    refusal = models.CharField(
        max_length=20, choices=[(one.value, title.id) for one, title in REFUSALS.items()], blank=True
    )
    note = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "followup_answer"
        ordering: ClassVar = ["pk"]


class Check(models.Model):
    """One look at a line's page, by the desk or by a person; what was seen is in its seal. Append-only.

    `ground` is the sentence that says why, `{"id": …, "en": …}`; `status` is the page's HTTP status, if any,
    and `at` when the look began: what was said later is not contradicted by it.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=[(one.value, title.id) for one, title in PAGE_STATES.items()])
    removed_by = models.CharField(
        max_length=10, choices=[(one.value, title.id) for one, title in REMOVED_BY.items()], blank=True
    )
    status = models.SmallIntegerField(null=True)
    ground = models.JSONField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="checks")

    class Meta:
        db_table = "followup_check"
        ordering: ClassVar = ["at", "pk"]


class CheckClaim(models.Model):
    """A line whose page is being opened now, by one tick alone; after `until` that tick counts as dead."""

    line = models.OneToOneField(Line, on_delete=models.CASCADE, primary_key=True, related_name="check_claim")
    until = models.DateTimeField()

    class Meta:
        db_table = "followup_check_claim"
