"""Turns: whoever brings Items in or takes them back does so one batch at a time."""

from turunkan.desk.intake.models import ImportRun
from turunkan.desk.subjects.models import SubjectVersion


def take_turn(run: ImportRun) -> None:
    """Wait for the batch of another to end, and hold others up until the transaction ends.

    Two runs may bring the same Item, and the second has to find it there.
    """
    SubjectVersion.objects.select_for_update(no_key=True).get(pk=run.subject_id)
