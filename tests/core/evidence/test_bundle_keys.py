"""Keys that changed: what they sealed stays checkable, and what a thief seals does not count."""

import io
import json

import pytest
from sealing_office import SealingOffice, pack, signer, unpack
from tampering import indexed

from turunkan.core.evidence import verifier
from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.signing import Signer, grouped
from turunkan.core.evidence.statements import Ending, KeyEvent, state
from turunkan.core.evidence.verifier import Archive, Problem, Report, check, lines_of
from turunkan.core.vocab import StopRun

CASE, FIRST, SECOND = "TRK-2026-0001", signer(1), signer(2)
EVENTS = [KeyEvent.ROTATED, KeyEvent.LOST, KeyEvent.REVOKED]


def checked(data: bytes, *keys: Signer, known: SealingOffice | None = None) -> Report:
    said = [one.as_json() for one in known.statements] if known else []
    return check(Archive(io.BytesIO(data)), [key.fingerprint for key in keys], said)


def office(event: KeyEvent) -> SealingOffice:
    """A case with a seal before its key changed, and one after."""
    made = SealingOffice()
    made.seal(CASE, "case-opened", {"case.json": b"{}"})
    made.change_key(event, 2)
    made.seal(CASE, "letter-signed", {"letter.pdf": b"%PDF"})
    return made


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


@pytest.mark.parametrize("event", EVENTS)
def test_a_bundle_over_a_change_of_key_is_whole_to_who_trusts_the_new_one(event: KeyEvent) -> None:
    report = checked(office(event).bundle(CASE), SECOND)
    assert (report.problems, report.trusted) == ((), True)


@pytest.mark.parametrize(
    ("event", "trusted"), [(KeyEvent.ROTATED, True), (KeyEvent.LOST, False), (KeyEvent.REVOKED, False)]
)
def test_the_old_key_vouches_for_the_new_only_where_it_handed_over(event: KeyEvent, trusted: bool) -> None:
    report = checked(office(event).bundle(CASE), FIRST)
    assert (report.intact, report.trusted) == (True, trusted)


@pytest.mark.parametrize("event", EVENTS)
def test_a_bundle_of_before_is_still_whole_to_who_had_the_old_key(event: KeyEvent) -> None:
    old = SealingOffice()
    old.seal(CASE, "case-opened", {"case.json": b"{}"})
    report = checked(old.bundle(CASE), FIRST)
    assert (report.problems, report.trusted) == ((), True)


def test_a_bundle_of_before_a_rotation_is_whole_to_who_trusts_the_new_key_alone() -> None:
    old = SealingOffice()
    old.seal(CASE, "case-opened", {"case.json": b"{}"})
    report = checked(old.bundle(CASE), SECOND, known=office(KeyEvent.ROTATED))
    assert (report.problems, report.trusted) == ((), True)


@pytest.mark.parametrize("event", [KeyEvent.LOST, KeyEvent.REVOKED])
def test_a_bundle_of_before_a_key_was_lost_is_intact_and_not_proven_to_who_knows_of_it(event: KeyEvent) -> None:
    """A thief could have made it: a fresh bundle, whose chain reaches the end of the key, proves it."""
    old = SealingOffice()
    old.seal(CASE, "case-opened", {"case.json": b"{}"})
    report = checked(old.bundle(CASE), SECOND, known=office(event))
    assert (report.intact, report.trusted, codes(report)) == (True, False, {"unproven"})
    assert next(lines_of(report)) == ("UTUH, BELUM TERBUKTI", "INTACT, NOT PROVEN")
    fresh = checked(office(event).bundle(CASE), SECOND)
    assert (fresh.problems, fresh.trusted) == ((), True)


@pytest.mark.parametrize("second", [KeyEvent.LOST, KeyEvent.REVOKED, KeyEvent.ROTATED])
def test_a_fresh_bundle_proves_seals_through_any_two_changes(second: KeyEvent) -> None:
    made = office(KeyEvent.ROTATED)
    end = len(made.seals)
    made.change_key(second, 3)
    report = checked(made.bundle(CASE, through=end), signer(3))
    assert (report.problems, report.trusted) == ((), True)


def rival(made: SealingOffice) -> Signer:
    """A key of a thief who got hold of the first one after it had handed over, and has it hand over once more."""
    thief = signer(66)
    made.statements.append(state(KeyEvent.ROTATED, thief, "2026-11-22T01:00:00Z", _end(made), [FIRST]))
    return thief


@pytest.mark.parametrize("trusting", [(FIRST,), (SECOND,), (FIRST, SECOND)])
def test_a_key_that_handed_over_cannot_do_so_again(trusting: tuple[Signer, ...]) -> None:
    made = office(KeyEvent.ROTATED)
    made.keys.append(rival(made))
    made.seal(CASE, "answered", {"forged.json": b"[]"})
    report = checked(made.bundle(CASE), *trusting)
    assert not report.intact
    assert not report.trusted
    assert Problem("key", f"keys.json {FIRST.fingerprint}") in report.problems


def test_a_key_known_only_from_its_successor_vouches_for_no_other() -> None:
    """The thief leaves the real statement out of the bundle; who trusts the new key knows it from elsewhere."""
    made = SealingOffice()
    made.seal(CASE, "case-opened", {"case.json": b"{}"})
    made.statements.append(office(KeyEvent.ROTATED).statements[-1])
    thief = rival(made)
    made.statements.pop(-2)
    made.keys.append(thief)
    made.seal(CASE, "answered", {"forged.json": b"[]"})
    report = checked(made.bundle(CASE), SECOND, known=office(KeyEvent.ROTATED))
    assert not report.trusted


@pytest.mark.parametrize("trusting", [(SECOND,), (FIRST, SECOND)], ids=["new", "both"])
@pytest.mark.parametrize("knows", [False, True], ids=["alone", "with keys.json"])
def test_a_key_that_was_replaced_invents_no_predecessor_that_goes_on(
    trusting: tuple[Signer, ...], *, knows: bool
) -> None:
    """The thief of a retired key says that it followed a key of theirs, which ended long after it did."""
    made, thief = office(KeyEvent.ROTATED), signer(66)
    far = Ending(thief.fingerprint, 1_000_000, "0" * 64)
    made.statements.append(state(KeyEvent.CREATED, thief, "2026-11-19T01:00:00Z", None))
    made.statements.append(state(KeyEvent.ROTATED, FIRST, "2026-11-22T01:00:00Z", far, [thief]))
    made.keys.append(thief)
    made.seal(CASE, "answered", {"forged.json": b"[]"})
    report = checked(made.bundle(CASE), *trusting, known=office(KeyEvent.ROTATED) if knows else None)
    assert (report.intact, report.trusted, codes(report)) == (False, False, {"key", "revoked"})


@pytest.mark.parametrize("event", [KeyEvent.CREATED, KeyEvent.ROTATED, KeyEvent.LOST])
def test_a_key_begins_once(event: KeyEvent) -> None:
    """A second beginning of a key, however it is said, is somebody's who has only that key."""
    made, thief = office(KeyEvent.ROTATED), signer(66)
    made.statements.insert(0, state(KeyEvent.CREATED, thief, "2026-11-19T01:00:00Z", None))
    before = None if event is KeyEvent.CREATED else Ending(thief.fingerprint, 1, "0" * 64)
    made.statements.append(state(event, FIRST, "2026-11-22T01:00:00Z", before, [thief]))
    report = checked(made.bundle(CASE), SECOND)
    assert report.problems == (Problem("key", f"keys.json {FIRST.fingerprint}"),)
    assert not report.trusted


def test_seals_of_a_revoked_key_need_the_chain_up_to_where_it_ended() -> None:
    made = SealingOffice()
    made.seal(CASE, "case-opened", {"case.json": b"{}"})
    end = made.seal("TRK-2026-0002", "case-opened", {"case.json": b"{}"})
    made.change_key(KeyEvent.REVOKED, 2)
    too_short, long_enough = made.bundle(CASE), made.bundle(CASE, through=end)
    assert codes(checked(too_short, SECOND)) == {"unproven"}
    assert checked(long_enough, SECOND).problems == ()


def test_what_a_key_signs_after_its_end_does_not_count() -> None:
    made = office(KeyEvent.REVOKED)
    made.keys.append(FIRST)  # the thief
    made.seal(CASE, "answered", {"answers.json": b"[]"})
    report = checked(made.bundle(CASE, by=SECOND), SECOND)
    assert report.problems == (Problem("revoked", "seals/000004/link.json"),)


def test_an_index_by_a_revoked_key_is_not_taken() -> None:
    report = checked(office(KeyEvent.REVOKED).bundle(CASE, by=FIRST), SECOND)
    assert Problem("revoked", "bundle.json") in report.problems


def test_a_stolen_key_cannot_hand_over() -> None:
    """Whoever stole the key names his own as its successor; who knows of the revocation does not follow."""
    forged = office(KeyEvent.ROTATED)
    revoked = office(KeyEvent.REVOKED)
    thief = signer(66)
    forged.statements[-1] = state(KeyEvent.ROTATED, thief, "2026-11-21T01:00:00Z", _end(forged), [FIRST])
    forged.keys[-1] = thief
    data = forged.bundle(CASE)
    assert not checked(data, FIRST, known=revoked).trusted
    assert not checked(data, SECOND, known=revoked).trusted


def test_a_revoked_key_cannot_vouch_for_one_before_it() -> None:
    """The thief of the second key invents a first one, and seals with it as if long ago."""
    thief, invented = signer(2), signer(77)
    made = SealingOffice(keys=[invented])
    made.seal(CASE, "case-opened", {"case.json": b'{"forged":true}'})
    made.change_key(KeyEvent.ROTATED, 2)
    end = _end(made)
    made.statements.append(
        state(KeyEvent.REVOKED, signer(3), "2026-11-22T01:00:00Z", Ending(thief.fingerprint, 9, "f" * 64))
    )
    report = checked(made.bundle(CASE, by=invented), signer(3))
    assert end.seq == 1
    assert not report.trusted
    assert codes(report) == {"unproven"}


def _end(made: SealingOffice) -> Ending:
    through = json.loads(made.statements[-1].text)["through"]
    return Ending(made.keys[0].fingerprint, through["seq"], through["head"])


BROKEN_STATEMENTS = [
    {},
    [],
    "text",
    {"statement": "{}", "signatures": {}},
    {"statement": 5, "signatures": {}},
    SealingOffice().statements[0].as_json() | {"signatures": {}},
    SealingOffice().statements[0].as_json() | {"signatures": {FIRST.fingerprint: "00" * 64}},
    SealingOffice().statements[0].as_json() | {"signatures": {FIRST.fingerprint: "zz"}},
]


@pytest.mark.parametrize("broken", BROKEN_STATEMENTS)
def test_a_statement_that_nobody_signed_is_named(broken: object) -> None:
    entries = dict(unpack(office(KeyEvent.ROTATED).bundle(CASE)))
    keys = json.loads(entries["keys.json"])
    keys["statements"].append(broken)
    entries["keys.json"] = canonical(keys)
    report = checked(indexed(entries, SECOND), SECOND)
    assert report.problems == (Problem("key", "keys.json #3"),)


HOSTILE = [
    "\ud800",
    "x\x1b[2J\x1b[H",
    "a\nINTACT, signed with a key that you trust",
    "\u202e",
    7,
    None,
    [],
    {"a": 1},
]


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("key", ["case", "key"])
def test_what_a_stranger_wrote_is_shown_without_controls(key: str, case: object) -> None:
    entries = dict(unpack(office(KeyEvent.ROTATED).bundle(CASE)))
    index = json.loads(entries["bundle.json"]) | {key: case}
    entries["bundle.json"] = json.dumps(index).encode()
    report = checked(pack(list(entries.items())), SECOND)
    shown = "".join(english + indonesian for indonesian, english in lines_of(report))
    assert shown.replace("·", "").isascii()
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert not report.trusted


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("keys.json", b"[" * 100_000),
        ("keys.json", b"\xff\xfe"),
        ("keys.json", b'{"format":"turunkan-keys/1","statements":7}'),
        ("chain.jsonl", b"{}\n"),
        ("chain.jsonl", b'{"format":"turunkan-link/1","seq":"x","previous":"","manifest":"","key":"","at":""}\n'),
        ("seals/000001/link.json", b'{"format":"turunkan-link/1"}'),
        ("seals/000001/manifest.json", b'{"format":"turunkan-seal/1","files":9}'),
    ],
)
def test_parts_that_make_no_sense_are_refused_even_if_an_office_signed_them(name: str, data: bytes) -> None:
    entries = dict(unpack(office(KeyEvent.ROTATED).bundle(CASE))) | {name: data}
    report = checked(indexed(entries, SECOND), SECOND)
    assert not report.intact


@pytest.mark.parametrize("name", ["chain.jsonl", "keys.json"])
def test_a_part_too_large_to_be_read_is_refused_unread(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(verifier, "_MOST_READ", 10_000)
    entries = dict(unpack(office(KeyEvent.ROTATED).bundle(CASE))) | {name: b" " * 10_001}
    assert not checked(indexed(entries, SECOND), SECOND).intact


def test_a_number_beyond_counting_takes_no_time() -> None:
    entries = dict(unpack(office(KeyEvent.ROTATED).bundle(CASE)))
    far = json.loads(entries["chain.jsonl"].splitlines()[0]) | {"seq": 10**15}
    entries["chain.jsonl"] += canonical(far) + b"\n"
    report = checked(indexed(entries, SECOND), SECOND)
    assert Problem("chain", f"#{10**15}") in report.problems


def test_an_office_that_reorders_its_own_chain_is_found_out() -> None:
    """The key is the office's own, the links are signed anew; only that each names the one before tells."""
    made = office(KeyEvent.ROTATED)
    made.seals[0], made.seals[2] = made.seals[2], made.seals[0]
    report = checked(made.bundle(CASE), SECOND)
    assert not report.intact


PEMS = [None, b"frasa sandi yang panjang"]


@pytest.mark.parametrize("passphrase", PEMS)
def test_a_key_comes_back_from_its_file(passphrase: bytes | None) -> None:
    again = Signer.from_pem(FIRST.pem(passphrase), passphrase)
    assert (again.fingerprint, again.sign(b"x")) == (FIRST.fingerprint, FIRST.sign(b"x"))


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (FIRST.pem(b"benar"), None),
        (FIRST.pem(b"benar"), b"salah"),
        (b"", None),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", None),
    ],
)
def test_a_key_file_that_cannot_be_read_stops_the_run(data: bytes, passphrase: bytes | None) -> None:
    with pytest.raises(StopRun):
        Signer.from_pem(data, passphrase)


def test_a_key_file_from_before_the_passphrase_still_opens() -> None:
    assert Signer.from_pem(FIRST.pem(None), b"frasa sandi").fingerprint == FIRST.fingerprint


def test_two_new_keys_differ_and_are_shown_in_groups() -> None:
    one, other = Signer.new(), Signer.new()
    assert one.fingerprint != other.fingerprint
    shown = grouped(one.fingerprint)
    assert (len(shown.split()), shown.replace(" ", "")) == (16, one.fingerprint)
