"""Case files and what is in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from turunkan.desk.cases.grounds import GROUNDS, Ground
from turunkan.desk.cases.steps import STEPS, Step
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.parties.models import Recipient
from turunkan.desk.review.models import AccountDecision, Decision


class Case(models.Model):
    """A case file: one platform, one code, one timeline."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    platform = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="cases")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cases_case"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """An Item or an Account in a case, with the decision that brought it there. Each is in one case only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, null=True, related_name="entry")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="entries")
    account_decision = models.OneToOneField(
        AccountDecision, on_delete=models.PROTECT, null=True, related_name="entry"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cases_entry"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="entry_item_or_account",
                condition=models.Q(
                    item__isnull=False, decision__isnull=False, account__isnull=True, account_decision__isnull=True
                )
                | models.Q(
                    item__isnull=True, decision__isnull=True, account__isnull=False, account_decision__isnull=False
                ),
            ),
        ]


class PageCapture(models.Model):
    """How far the capture of an Item's page is; what each try brought is sealed, and in the audit log.

    `again_at` is when it is tried next: None once a page was saved that needs no other try, or after the last try.
    """

    item = models.OneToOneField(Item, on_delete=models.CASCADE, primary_key=True, related_name="page_capture")
    tries = models.SmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        db_table = "cases_page_capture"


class CaseSerial(models.Model):
    """The last number given in a year."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "cases_serial"


class Seal(models.Model):
    """One sealed step, of a case or (`case` None) of the office; append-only, numbered without gaps.

    `manifest` and `link` are canonical JSON as they were signed; `head` is the SHA-256 of `link`, which the next
    link names; `signature` is Ed25519 over `link`.
    """

    seq = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="seals")
    step = models.CharField(max_length=20, choices=[(step.value, STEPS[step].id) for step in Step])
    at = models.DateTimeField()
    manifest = models.TextField()
    link = models.TextField()
    head = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64)
    signature = models.BinaryField()

    class Meta:
        db_table = "cases_seal"
        ordering: ClassVar = ["seq"]


class SealedFile(models.Model):
    """A file of a seal; its bytes are in the store under their SHA-256. Append-only."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()

    class Meta:
        db_table = "cases_sealed_file"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seal", "path"], name="sealed_path_once"),
        ]


class Stamp(models.Model):
    """A time stamp on a seal's link by an authority that is not the office (RFC 3161); append-only."""

    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="stamp")
    authority = models.CharField(max_length=300)
    response = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_stamp"


class Hold(models.Model):
    """A word on whether the evidence of a case has to stay (legal hold); the last one counts. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    holds = models.BooleanField()
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cases_hold"
        ordering: ClassVar = ["pk"]


class Tombstone(models.Model):
    """What is left of a sealed file that was deleted; `seal` says so in the chain. Append-only."""

    file = models.OneToOneField(SealedFile, on_delete=models.PROTECT, related_name="tombstone")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="tombstones")
    ground = models.CharField(max_length=30, choices=[(one.value, GROUNDS[one].id) for one in Ground])
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cases_tombstone"
        ordering: ClassVar = ["pk"]
