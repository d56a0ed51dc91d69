"""Versions of a subject as they were when they judged, and what the legal desk checked in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class VersionManager(models.Manager["SubjectVersion"]):
    """Versions without their files, which are large and few ask for; whoever does gets them by another query."""

    def get_queryset(self) -> models.QuerySet["SubjectVersion"]:
        """Every version."""
        return super().get_queryset().defer("files")


class SubjectVersion(models.Model):
    """A pack as it stood: all its files, and the fingerprints of the whole and of its law. Never changed.

    The same files and engine are one version, whatever they are called.
    """

    name = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    engine = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    law_fingerprint = models.CharField(max_length=64)
    files = models.JSONField()
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = VersionManager()

    class Meta:
        db_table = "subjects_version"
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fingerprint", "engine"], name="subject_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


class ArticleCheck(models.Model):
    """The legal desk read the articles of a statute in the official text, and says so, with where."""

    law_fingerprint = models.CharField(max_length=64)
    statute = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    holds = models.BooleanField()
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "subjects_article_check"
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["law_fingerprint", "statute"], name="article_check_of")]
