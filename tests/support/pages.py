"""The pages of the desk as the URL configuration has them, for tests that go over all of them."""

import io
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pictured import a_read_picture

from turunkan.desk.cases.models import Case, SealedFile
from turunkan.desk.intake.incoming.services import receive
from turunkan.desk.intake.live.models import LiveSource
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.grants import make_grant
from turunkan.desk.parties.models import User

_ASKING = b"kolom satu,kolom dua\nkopi,toko\nteh,warung\n"


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every pattern of the configuration."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def _live(user: User) -> LiveSource:
    """A live source that is paused."""
    given = {"kind": "youtube", "settings": {"query": "bal segel", "videos": []}, "enabled": False, "by": user}
    return LiveSource.objects.get_or_create(name="Bal segel", defaults=given | {"again_at": timezone.now()})[0]


def addresses_of(notice: Notice, user: User) -> dict[str, str]:
    """Page → an address at which something is, all of it around one letter."""
    item = Item.objects.get(native_id="1")
    values: dict[str, Any] = {
        "username": user.username,
        "token": make_grant(notice, by=None),
        "statute": "ID-PP-80-2019",
        "number": 1,
        "shows": a_read_picture(item).pk,
        "frame": 0,
    }
    keys = {
        "item": item.pk,
        "similar": item.pk,
        "account": item.account_id,
        "incoming": receive(io.BytesIO(_ASKING), "kolom.csv", len(_ASKING), by=user).pk,
        "import": ImportRun.objects.latest("pk").pk,
        "notice": notice.pk,
        "contact": notice.recipient_id,
        "recipient": notice.recipient_id,
        "user": user.pk,
        "live": _live(user).pk,
        "recheck": notice.lines.latest("pk").pk,
        "sealed": SealedFile.objects.latest("pk").pk,
    }
    codes = {"verify": notice.code, "case": Case.objects.get(pk=notice.case_id).code}
    found = {}
    for pattern in patterns():
        name = str(pattern.name)
        room = name.split("-")[0]
        given = values | {"pk": keys.get(room), "code": codes.get(room)}
        found[name] = reverse(name, kwargs={part: given[part] for part in pattern.pattern.converters})
    return found
