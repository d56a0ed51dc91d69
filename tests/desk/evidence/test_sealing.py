"""Every step of a case is sealed in the transaction of the step itself, by role, and checks out everywhere."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from sealing_office import unpack
from tests.desk.conftest import BALE, NOW, Import, item, post, verdict
from tests.desk.evidence.conftest import bundled, checked

from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.bundles import bundle_of
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.keeping import read_file
from turunkan.desk.cases.models import Case, Seal, SealedFile
from turunkan.desk.cases.sealing import seal, store
from turunkan.desk.cases.services import add_to_case, open_case, seal_old_cases
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup.kinds import AnswerKind, Refusal
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.grants import make_grant
from turunkan.desk.notices.services.send import withdraw
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db


def steps(case: Case) -> list[str]:
    return list(case.seals.values_list("step", flat=True))


def manifest(case: Case, step: Step) -> dict[str, Any]:
    """What the last seal of a step says."""
    row = case.seals.filter(step=step).last()
    assert row is not None
    found: dict[str, Any] = json.loads(row.manifest)
    return found


def paths(case: Case, step: Step) -> set[str]:
    return {file["path"] for file in manifest(case, step)["files"]}


def test_a_letters_whole_life_is_sealed_step_by_step(sent: Notice, people: dict[str, User]) -> None:
    case = sent.case
    make_grant(sent, by=None)
    answer = Given(AnswerKind.REFUSED, Refusal.CHANNEL, "lewat formulir kami")
    take_answers(sent.grants.latest("pk"), {1: answer}, answered_by="Tim Contoh")
    withdraw(Notice.objects.get(pk=sent.pk), by=people["penyelia"], note="keliru")
    assert steps(case) == ["case-opened", "letter-signed", "letter-sent", "answered", "letter-withdrawn"]
    report = checked(bundled(case))
    assert (report.problems, report.trusted, len(report.seals)) == ((), True, 5)
    assert check_seals().problems == ()


def test_a_number_that_json_does_not_carry_is_sealed_as_text(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE, toko=7301234567890123456, metrics={"views": 2**53}))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    case = open_case([item("1")], by=people["petugas"])
    files = {file.path: file.sha256 for file in SealedFile.objects.filter(seal__case=case)}
    said = json.loads(store().get(files[f"items/{item('1').pk}/item.json"]))["item"]
    assert said["metrics"]["views"] == "9007199254740992"
    assert b"7301234567890123456" in store().get(files[f"items/{item('1').pk}/as-read.txt"])


def test_an_opened_case_holds_each_item_as_captured_with_its_finding_and_its_decision_by_role(case: Case) -> None:
    one = item("1")
    names = paths(case, Step.CASE_OPENED)
    assert {"case.json", f"items/{one.pk}/item.json", f"items/{one.pk}/as-read.txt"} <= names
    files = {file.path: file.sha256 for file in SealedFile.objects.filter(seal__case=case)}
    sealed = json.loads(store().get(files[f"items/{one.pk}/item.json"]))
    assert sealed["item"]["text"] == BALE
    assert sealed["finding"]["label"] == "seller"
    assert sealed["subject"]["pack"].startswith("pakaian-bekas-impor@")
    assert [(one["role"], one["measure"]) for one in sealed["decisions"]] == [("peninjau", "notice")]
    assert sealed["seen"]["source"] == "tangkapan.jsonl"
    assert json.loads(store().get(files[f"items/{one.pk}/as-read.txt"]))["text"] == BALE


def test_no_name_of_anybody_at_the_desk_is_in_a_bundle_but_the_signatorys(sent: Notice) -> None:
    """Reviewers are never named outside; who signs always is."""
    whole = b"".join(data for name, data in unpack(bundled(sent.case)) if not name.endswith((".pdf", ".py")))
    assert b"Peninjau" not in whole
    assert b"Petugas" not in whole
    assert b"Penyelia" in whole


def test_what_is_added_is_sealed_alone(case: Case, bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("7", BALE.replace("jaket", "kaos")))
    decide(item("7"), verdict(item("7")), by=people["peninjau"])
    add_to_case(case, [item("7")], by=people["petugas"])
    assert paths(case, Step.ITEMS_ADDED) == {
        "case.json",
        f"items/{item('7').pk}/item.json",
        f"items/{item('7').pk}/as-read.txt",
    }


@transaction.atomic
def seal_and_fail(case: Case) -> None:
    """A step that is sealed, and then cannot be done."""
    seal(case, Step.CAPTURED, {"picture.png": b"x"}, by=None)
    store().get("0" * 64)


def test_a_step_that_fails_leaves_no_seal(case: Case, people: dict[str, User]) -> None:
    before = Seal.objects.count()
    with pytest.raises(SkipThis):
        open_case([item("1")], by=people["petugas"])
    with pytest.raises(StopRun):
        seal_and_fail(case)
    assert Seal.objects.count() == before
    assert check_seals().problems == ()


@pytest.mark.parametrize("verb", ["UPDATE cases_seal SET head = 'x'", "DELETE FROM cases_sealed_file"])
def test_the_database_refuses_to_change_a_seal(case: Case, verb: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "ruang kosong", "a\nb", "ä", "", ".tersembunyi"])
def test_a_path_that_is_no_plain_name_is_refused(case: Case, path: str) -> None:
    with pytest.raises(StopRun), transaction.atomic():
        seal(case, Step.CAPTURED, {path: b"x"}, by=None)


def test_cases_of_before_there_were_seals_are_sealed_by_the_tick(case: Case, people: dict[str, User]) -> None:
    old = Case.objects.create(code="TRK-2025-0001", platform=case.platform, opened_by=people["petugas"])
    with pytest.raises(SkipThis):
        bundle_of(old)
    assert seal_old_cases(NOW) == 1
    assert seal_old_cases(NOW) == 0
    assert steps(old) == ["case-opened"]
    assert checked(bundled(old)).trusted


def test_two_cases_share_one_chain_and_neither_bundle_tells_of_the_other(
    case: Case, bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("8", BALE.replace("jaket", "celana"), handle="lain.contoh"))
    decide(item("8"), verdict(item("8")), by=people["peninjau"])
    other = open_case([item("8")], by=people["petugas"])
    bring_in(post("9", BALE.replace("jaket", "topi")))
    decide(item("9"), verdict(item("9")), by=people["peninjau"])
    add_to_case(case, [item("9")], by=people["petugas"])
    data = bundled(case)
    assert checked(data).trusted
    assert b"lain.contoh" not in data
    assert other.code.encode() not in data
    assert len(dict(unpack(data))["chain.jsonl"].splitlines()) == 1


def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    assert bundled(case) == bundled(case)


SPOILT = {
    "removed": lambda file: store().remove(file.sha256),
    "altered": lambda file: _path(file).write_bytes(b"x"),
    "emptied": lambda file: _path(file).write_bytes(b""),
}


def _path(file: SealedFile) -> Any:
    return store().folder / file.sha256[:2] / file.sha256[2:]


@pytest.mark.parametrize("how", SPOILT)
def test_evidence_that_was_spoilt_on_the_disk_is_named(case: Case, how: str) -> None:
    file = SealedFile.objects.filter(path__endswith="as-read.txt").latest("pk")
    SPOILT[how](file)
    (problem,) = check_seals().problems
    assert problem.code == ("missing" if how == "removed" else "altered")
    assert file.path in problem.place


def test_who_reads_a_sealed_file_is_in_the_log(case: Case, people: dict[str, User], client: Client) -> None:
    file = SealedFile.objects.filter(path__endswith="as-read.txt").latest("pk")
    assert json.loads(read_file(file, by=people["auditor"]))["platform"] == "instagram"
    client.force_login(people["auditor"])
    response = client.get(f"/bukti/{file.pk}/")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    log = AuditEvent.objects.filter(verb="evidence.read")
    assert [(event.role, event.facts["sha256"]) for event in log] == [("auditor", file.sha256)] * 2


def test_a_sealed_picture_is_shown_and_a_sealed_page_is_only_downloaded(
    case: Case, people: dict[str, User], client: Client
) -> None:
    with transaction.atomic():
        row = seal(case, Step.CAPTURED, {"a/shot.png": b"\x89PNG", "a/page.html": b"<script>"}, by=None)
    client.force_login(people["petugas"])
    kinds = {}
    for file in row.files.all():
        response = client.get(f"/bukti/{file.pk}/")
        kinds[file.path] = (response["Content-Type"], response["Content-Disposition"].split(";")[0])
        assert response["X-Content-Type-Options"] == "nosniff"
    assert kinds == {
        "a/shot.png": ("image/png", "inline"),
        "a/page.html": ("application/octet-stream", "attachment"),
    }


def test_a_clock_that_was_set_back_does_not_break_the_chain(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    last = Seal.objects.latest("seq")
    monkeypatch.setattr("turunkan.desk.cases.sealing.timezone.now", lambda: last.at - timedelta(hours=1))
    with transaction.atomic():
        assert seal(case, Step.KEY_CHANGED, {}, by=None).at == last.at
    assert checked(bundled(case)).problems == ()
