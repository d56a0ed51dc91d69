"""The recipient's key: signed here, ending, revocable, replaced by the next; everything else opens nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import signing
from django.db import transaction
from django.utils import timezone
from mail_sink import MailSink
from tests.desk.conftest import BALE
from tests.desk.notices.conftest import Confirm, Letters

from turunkan.core.vocab import SkipThis
from turunkan.desk.notices.models import Grant, Notice
from turunkan.desk.notices.services.grants import grant_of, make_grant, revoke
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role

pytestmark = pytest.mark.django_db


def key_of(notice: Notice) -> str:
    """A fresh key."""
    with transaction.atomic():
        return make_grant(notice, by=None)


def test_a_key_opens_its_own_letter_and_is_not_kept(signed: Notice) -> None:
    key = key_of(signed)
    grant = grant_of(key)
    assert grant is not None
    assert grant.notice == signed
    _, secret = signing.loads(key, salt="turunkan.notice.grant")
    assert secret not in str(list(Grant.objects.values()))
    assert len(secret) >= 32


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: "",
        lambda key: "x",
        lambda key: key[:-1],
        lambda key: key + "A",
        lambda key: key.swapcase(),
        lambda key: key.rpartition(":")[0],
        lambda key: key.replace(key[:6], "WzEsIm", 1) if key[:6] != "WzEsIm" else key[1:],
        lambda key: "\x00" + key,
        lambda key: "ĸunci:" + key,
    ],
    ids=["empty", "short", "cut", "longer", "other case", "unsigned", "other start", "control", "not ascii"],
)
def test_a_tampered_key_opens_nothing(signed: Notice, spoil: Callable[[str], str]) -> None:
    key = key_of(signed)
    assert grant_of(spoil(key)) is None
    assert grant_of(key) is not None


@pytest.mark.parametrize(
    "payload", [[1, "tebakan"], [0, "x"], [1], [1, 2, 3], "teks", {"a": 1}, None, 7, [None, None], ["1", None]]
)
def test_a_key_signed_here_with_another_content_opens_nothing(signed: Notice, payload: object) -> None:
    key_of(signed)
    assert grant_of(signing.dumps(payload, salt="turunkan.notice.grant")) is None


def test_a_key_signed_for_something_else_opens_nothing(signed: Notice) -> None:
    grant_pk, secret = signing.loads(key_of(signed), salt="turunkan.notice.grant")
    assert grant_of(signing.dumps([grant_pk, secret], salt="turunkan.other")) is None
    assert grant_of(signing.dumps([grant_pk, secret], salt="turunkan.notice.grant", key="kunci lain")) is None


def test_an_expired_key_opens_nothing(signed: Notice) -> None:
    key = key_of(signed)
    signed.grants.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert grant_of(key) is not None
    signed.grants.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert grant_of(key) is None


def test_a_revoked_key_opens_nothing_and_a_supervisor_revokes(signed: Notice, people: dict[str, User]) -> None:
    key = key_of(signed)
    for role in Role:
        if role is not Role.PENYELIA:
            with pytest.raises(SkipThis):
                revoke(signed, by=people[role])
    assert grant_of(key) is not None
    revoke(signed, by=people["penyelia"])
    assert grant_of(key) is None


def test_a_fresh_key_replaces_the_one_before(signed: Notice) -> None:
    first, second = key_of(signed), key_of(signed)
    assert (grant_of(first), grant_of(second) is not None) == (None, True)


def test_the_key_of_one_letter_opens_no_other(
    sent: Notice, mail: MailSink, confirm: Confirm, letters: Letters
) -> None:
    (other,) = letters([confirm("x1", f"{BALE} lain")])
    mine, theirs = key_of(sent), key_of(other)
    found = [grant_of(mine), grant_of(theirs)]
    assert [grant.notice for grant in found if grant] == [sent, other]
    pk_of_theirs, _ = signing.loads(theirs, salt="turunkan.notice.grant")
    _, secret_of_mine = signing.loads(mine, salt="turunkan.notice.grant")
    assert grant_of(signing.dumps([pk_of_theirs, secret_of_mine], salt="turunkan.notice.grant")) is None
    revoked = sent.grants.filter(revoked_at__isnull=True)
    assert revoked.count() == 1
