"""Accounts of a capture: JSON as lines, one array or one object, each record an account with its posts.

A post is read by whatever reads it elsewhere: turunkan's own Item or any other registered shape. What is broken in
it is named as a part of the account, which stays.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.capture import DEFAULTS, Capture, ReadOptions
from turunkan.core.readers.dig import Record, as_count, as_id, as_list, as_text
from turunkan.core.readers.json_records import value_lines
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.registry import read_value
from turunkan.core.readers.texts import json_capture, opened_text, until_failure
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Account, Broken, Item

_FIELDS: dict[str, Callable[[object], Any]] = {
    "id": as_id,
    "platform": as_text,
    "handle": as_text,
    "name": as_text,
    "bio": as_text,
    "followers": as_count,
}


def read_accounts(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Capture[Account]:
    """The accounts that a source holds; without an id an account is `file:line`, and its posts `ID#1`, `ID#2`, ….

    The source is read as it is consumed and need not seek. Raises Unreadable where it holds no JSON.
    """
    lines = partial(value_lines, make=read_account)
    found = json_capture(opened_text(source, name), name, options.max_record, lines, read_account)
    if found is None:
        raise Unreadable(Cause.NO_ACCOUNTS, name)
    format_, records = found
    return Capture(format_, until_failure(records, name))


def read_account(value: object, where: str) -> Iterator[Account | Broken]:
    """Any JSON value as an account: its broken parts, then itself."""
    if not isinstance(value, dict):
        yield Breakage(Code.NOT_AN_OBJECT, value=shown(value)).at(where)
        return
    pick = Picker(value, where)
    try:
        last: Account | Broken = _account(pick)
    except Breakage as breakage:
        last = breakage.at(where)
    yield from pick.broken
    yield last


def _account(pick: Picker) -> Account:
    said = {
        key: pick.convert(key, convert, pick.record[key])
        for key, convert in _FIELDS.items()
        if pick.record.get(key) is not None
    }
    posts = pick.take("posts", as_list, "posts")
    if posts is None and not said.get("bio"):
        raise Breakage(Code.NOT_AN_ACCOUNT)
    id_ = said.pop("id", None) or pick.where
    return Account(
        id=id_,
        posts=None if posts is None else tuple(_posts(posts, id_, pick)),
        extra=_unknown(pick.record),
        **said,
    )


def _posts(values: list[object], account: str, pick: Picker) -> Iterator[Item]:
    """Every post that can be read; what cannot be is noted under its number, counted from 1."""
    for number, value in enumerate(values, start=1):
        for part in read_value(value, f"{account}#{number}"):
            if isinstance(part, Broken):
                pick.broken.append(replace(part, where=pick.where, part=_part_of(number, part)))
            else:
                yield part


def _part_of(number: int, broken: Broken) -> str:
    return f"posts[{number}]" if broken.part == "record" else f"posts[{number}].{broken.part}"


def _unknown(record: Record) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in _FIELDS and key != "posts"}
