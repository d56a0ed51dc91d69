"""The append-only log. Rows hold ids and hashes, never personal data: deleting data leaves the chain whole."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One act. `hash` is SHA-256 over the canonical JSON of everything else, `previous` among it."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    object_type = models.CharField(max_length=30)
    object_id = models.CharField(max_length=64)
    facts = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "audit_event"
        ordering: ClassVar = ["seq"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"], name="audit_object")]


class AuditHead(models.Model):
    """The last event; its one row is locked while the next is written, so that the chain has no forks."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        db_table = "audit_head"


class KeyStatement(models.Model):
    """What the office said of its signing keys, oldest first; append-only. The last one names the key that signs.

    `text` is canonical JSON, `signatures` fingerprint → signature over it in hexadecimal digits.
    """

    fingerprint = models.CharField(max_length=64)
    event = models.CharField(max_length=10)
    text = models.TextField()
    signatures = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "audit_key_statement"
        ordering: ClassVar = ["pk"]
