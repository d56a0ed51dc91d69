"""Letters, their lines, what happened to them, and the recipient's key to the answer page."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from turunkan.core.lifecycle import NOTICE, NoticeState
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.notices.nature import TITLES
from turunkan.desk.parties.models import Contact, Recipient


class Ask(models.TextChoices):
    """What a line asks of the recipient, from the mildest to the gravest."""

    RESTRICT = "restrict", "batasi di Indonesia"
    REMOVE = "remove", "turunkan konten"
    ACCOUNT = "account", "tindak akun"
    EXAMINE = "examine", "periksa sesuai kewenangan"


class Urgency(models.TextChoices):
    """The sifat of an official letter."""

    ORDINARY = "biasa", "Biasa"
    PROMPT = "segera", "Segera"


def verification_code() -> str:
    """A code that can be typed from paper: 16 letters and digits without look-alikes, 80 bits."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(16))


class Notice(models.Model):
    """One letter to one recipient. `state` is the fold of its events; what was signed is kept as it left."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="notices")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    nature = models.CharField(max_length=10, choices=[(one.value, title.id) for one, title in TITLES.items()])
    state = models.CharField(
        max_length=10,
        choices=[(one.value, NOTICE.titles[one].id) for one in NoticeState],
        default=NoticeState.DRAFT.value,
    )
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    subject_line = models.CharField(max_length=300)
    opening = models.TextField(blank=True)
    reply_by = models.DateField()
    copies_to = models.JSONField(default=list, blank=True)
    waived = models.JSONField(default=dict, blank=True)  # amber check → the drafter's reason
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)

    number = models.CharField(max_length=100, unique=True, null=True)
    code = models.CharField(max_length=16, unique=True, default=verification_code)
    letter = models.JSONField(null=True)
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "notices_notice"
        ordering: ClassVar = ["-pk"]

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == NoticeState.DRAFT


class Line(models.Model):
    """One Item or Account in a letter, with its quote, its reason, its grounds and what is asked."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="lines")
    number = models.SmallIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    ask = models.CharField(max_length=10, choices=Ask.choices)
    quote = models.TextField()
    reason = models.TextField()
    law = models.JSONField(default=list)

    class Meta:
        db_table = "notices_line"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "number"], name="line_number_once"),
            models.UniqueConstraint(fields=["notice", "entry"], name="line_entry_once"),
        ]


class NoticeLog(models.Model):
    """What happened to a letter; append-only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="log")
    event = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        db_table = "notices_log"
        ordering: ClassVar = ["pk"]


class Grant(models.Model):
    """A key to the answer page of one letter: only its hash is kept; it ends, and can be revoked."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="grants")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_grant"
        ordering: ClassVar = ["pk"]


class LetterSerial(models.Model):
    """The last number given in a year; numbers are given at signing, so that none is lost to a discarded draft."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "notices_serial"
