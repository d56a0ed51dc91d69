"""The English catalogue is whole and fresh, and wordings differ between the languages."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from english_catalogue import CATALOGUE, CODE, read_po, says, sentences

from turunkan.core.lifecycle import NOTICE, REVIEW_STATES
from turunkan.core.vocab import ACTIONS, LABELS, PRIORITIES, Wording
from turunkan.desk.console.words import NAMES
from turunkan.desk.followup.kinds import ANSWERS, NEXT_STEPS, OURS, REFUSALS
from turunkan.desk.notices.checks import CHECKS
from turunkan.desk.notices.models import Ask, Urgency
from turunkan.desk.notices.nature import MEANINGS
from turunkan.desk.notices.nature import TITLES as NATURES
from turunkan.desk.parties.roles import DUTIES
from turunkan.desk.parties.roles import TITLES as ROLES

TABLES: list[Mapping[Any, Wording]] = [
    LABELS, PRIORITIES, ACTIONS, REVIEW_STATES, NOTICE.titles, NATURES, MEANINGS, ROLES, DUTIES,
    ANSWERS, REFUSALS, OURS, NEXT_STEPS, NAMES, {check.id: check.title for check in CHECKS},
]  # fmt: skip
BOTH = {"video", "bio", "Bio", "Unit", "auditor"}  # the same word in both languages
ALIKE = {"Platform", "platform", "No.", "Video %(number)s"}


def places(sentence: str) -> list[str]:
    """What a sentence has filled in, and its markup."""
    return sorted(re.findall(r"%\(\w+\)[sd]|</?\w+>", sentence))


def test_every_sentence_is_translated() -> None:
    empty = [key for key, entry in sentences().items() if not all(text.strip() for text in says(entry).values())]
    assert not empty
    plurals = {key: set(says(entry)) for key, entry in sentences().items() if "msgid_plural" in entry}
    assert plurals
    assert all(forms == {"msgstr[0]", "msgstr[1]"} for forms in plurals.values())


def test_nothing_in_the_catalogue_is_a_guess_or_left_over() -> None:
    entries, flags = read_po(CODE / CATALOGUE)
    assert set(flags.split()) <= {"#,", "python-format"}
    header = entries["", ""]["msgstr"].splitlines()
    assert {"Project-Id-Version: turunkan", "Language: en", "Content-Type: text/plain; charset=UTF-8"} <= set(
        header
    )


def test_each_translation_has_the_places_that_its_sentence_has() -> None:
    for (_, msgid), entry in sentences().items():
        for text in says(entry).values():
            assert places(text) == places(msgid)
            assert text.count("%") == msgid.count("%")
            assert (text[:1].isspace(), text[-1:].isspace()) == (msgid[:1].isspace(), msgid[-1:].isspace())


def test_a_translation_is_no_copy_of_its_sentence() -> None:
    assert {key[1] for key, entry in sentences().items() if key[1] in says(entry).values()} == ALIKE


def test_the_compiled_catalogue_says_what_the_readable_one_says() -> None:
    with (CODE / CATALOGUE.with_suffix(".mo")).open("rb") as file:
        compiled: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    assert "Language: en" in compiled.pop("").splitlines()
    expected: dict[Any, str] = {}
    for (context, msgid), entry in sentences().items():
        name = f"{context}\x04{msgid}" if context else msgid
        for form, text in says(entry).items():
            expected[name if form == "msgstr" else (name, int(form[7]))] = text
    assert compiled == expected


def test_a_fresh_extraction_finds_the_sentences_of_the_catalogue_and_no_others(tmp_path: Path) -> None:
    copy = tmp_path / "turunkan"
    shutil.copytree(CODE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.po", "*.mo"))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "turunkan.site.settings",
        "DATABASE_URL": "",
        "TURUNKAN_HOME": str(tmp_path),
        "PYTHONPATH": str(tmp_path),
    }
    argv = [
        sys.executable,
        "-m",
        "turunkan.site.manage",
        "makemessages",
        "-l",
        "en",
        "--no-location",
        "--no-obsolete",
    ]
    subprocess.run(argv, cwd=copy, env=environment, check=True, capture_output=True, timeout=120)
    found = {key for key in read_po(copy / CATALOGUE)[0] if key[1]}
    assert found - set(sentences()) == set(), "run `make messages` and translate what is new"
    assert set(sentences()) - found == set(), "run `make messages`: these are on no page any more"


def test_in_indonesian_every_sentence_is_itself() -> None:
    with translation.override("id"):
        changed = [msgid for context, msgid in sentences() if not context and translation.gettext(msgid) != msgid]
    assert not changed


def test_a_wording_differs_between_the_languages_unless_the_word_is_the_same() -> None:
    same = {one.id for table in TABLES for one in table.values() if one.id == one.en}
    assert same == BOTH


@pytest.mark.parametrize("choice", [*Ask, *Urgency])
def test_a_choice_in_a_letter_has_a_name_in_both_languages(choice: Ask | Urgency) -> None:
    assert NAMES[choice.value].id == choice.label
