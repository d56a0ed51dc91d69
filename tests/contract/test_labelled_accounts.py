"""The labelled accounts of this repository: every one is whole and invented, and none is of the examination."""

import json
from pathlib import Path
from typing import Any

import pytest

from turunkan.core.text import dialled, fold, phones
from turunkan.core.vocab import AccountAction, Label


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def accounts(root: Path) -> list[dict[str, Any]]:
    return rows(root / "tests/data/accounts.jsonl")


def test_every_account_is_labelled(accounts: list[dict[str, Any]]) -> None:
    assert len({account["id"] for account in accounts}) == len(accounts) == 60
    for account in accounts:
        acceptable = {*map(AccountAction, account["acceptable_actions"])}
        assert AccountAction(account["account_action"]) in acceptable, account["id"]
        assert Label(account["label"]), account["id"]
        assert all(Label(post["label"]) for post in account["posts"]), account["id"]


@pytest.mark.parametrize("action", list(AccountAction))
def test_every_action_has_cases_enough(accounts: list[dict[str, Any]], action: AccountAction) -> None:
    assert sum(account["account_action"] == action for account in accounts) >= 15


def test_telephone_numbers_are_invented(accounts: list[dict[str, Any]]) -> None:
    for account in accounts:
        for text in (account.get("bio") or "", *map(said, account["posts"])):
            letters = fold(text).letters
            numbers = [dialled(letters[start:end]) for start, end in phones(letters)]
            assert [one for one in numbers if "x" not in one and not one.startswith("628120000")] == [], account


def said(post: dict[str, Any]) -> str:
    return f"{post.get('title', '')}\n{post.get('text', '')}"


def test_no_post_is_of_the_examination(accounts: list[dict[str, Any]], shared_data: Path) -> None:
    examined = {said(post) for account in rows(shared_data / "dev_accounts.jsonl") for post in account["posts"]}
    assert len(examined) > 100
    assert examined.isdisjoint(said(post) for account in accounts for post in account["posts"])
