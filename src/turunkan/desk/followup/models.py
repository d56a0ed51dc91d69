"""Answers of recipients; a later one supersedes an earlier one, and both stay."""

from typing import ClassVar

from django.db import models

from turunkan.desk.followup.kinds import ANSWERS, GIVEN, REFUSALS
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
