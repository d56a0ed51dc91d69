"""Grants: the recipient's key to the answer page, signed, ending, revocable; only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.services import record
from turunkan.desk.notices import words
from turunkan.desk.notices.models import Grant, Notice
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

GRANT_TIME = timedelta(days=60)
_SALT = "turunkan.notice.grant"


def make_grant(notice: Notice, *, by: User | None) -> str:
    """A fresh key for a letter; earlier ones stop working. Returned once, and kept nowhere."""
    now = timezone.now()
    notice.grants.filter(revoked_at__isnull=True).update(revoked_at=now)
    secret = secrets.token_urlsafe(24)
    grant = Grant.objects.create(notice=notice, secret_hash=_hash(secret), expires_at=now + GRANT_TIME)
    record("grant.made", actor=by, on=("notice", notice.pk), grant=grant.pk)
    return signing.dumps([grant.pk, secret], salt=_SALT, compress=False)


@transaction.atomic
def revoke(notice: Notice, *, by: User) -> None:
    """Stop every key of a letter."""
    if not by.may(Right.SIGN):
        raise SkipThis("may not revoke", words.MAY_NOT_SIGN)
    notice.grants.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    record("grant.revoked", actor=by, on=("notice", notice.pk))


def grant_of(token: str) -> Grant | None:
    """The grant of a key that was signed here, not revoked and not ended; None for any other."""
    try:
        pk, secret = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Grant.objects.select_related("notice__recipient", "notice__case").filter(pk=pk).first()
    if found is None or not secrets.compare_digest(found.secret_hash, _hash(str(secret))):
        return None
    is_over = found.revoked_at is not None or found.expires_at <= timezone.now()
    return None if is_over else found


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
