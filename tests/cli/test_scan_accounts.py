"""`scan --accounts`: proposals as lines, table and CSV, what is refused, and the exit codes."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
QUIET = "Selamat pagi, semoga harinya cerah"
KEYS = ["id", "label", "account_action", "confidence", "reasons", "items"]


def found(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def post(text: str, number: int) -> dict[str, str]:
    return {"text": f"{text} ({number})"}


@pytest.fixture
def accounts(tmp_path: Path, seller: str) -> Path:
    """A shop of bales, a quiet account, a broken line, one bad post among many, and a bio alone."""
    rows = [
        json.dumps({"id": "shop", "handle": "toko.bal", "posts": [post(seller, n) for n in range(4)]}),
        json.dumps({"id": "quiet", "bio": QUIET, "posts": [post(QUIET, 1)]}),
        '{"id": "broken", "posts": ',
        json.dumps({"id": "mixed", "posts": [post(seller, 0), *(post(QUIET, n) for n in range(9))]}),
        json.dumps({"handle": "bal.segel", "bio": seller, "posts": []}),
    ]
    path = tmp_path / "accounts.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_only_what_needs_a_look_is_printed_in_input_order(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", accounts)
    assert result.exit_code == 0
    proposals = [(finding["id"], finding["account_action"]) for finding in found(result.stdout)]
    assert proposals == [("shop", "account"), ("mixed", "items"), (f"{accounts}:5", "account")]


def test_all_prints_every_account_with_the_documented_keys(run: Run, accounts: Path) -> None:
    findings = found(run("scan", "--accounts", "--all", accounts).stdout)
    assert [finding["id"] for finding in findings] == ["shop", "quiet", "mixed", f"{accounts}:5"]
    assert findings[1]["account_action"] == "none"
    assert [list(finding) for finding in findings] == [KEYS] * 4


def test_items_name_the_posts_and_the_bio_that_carry_it(run: Run, accounts: Path) -> None:
    shop, mixed, bio = (finding["items"] for finding in found(run("scan", "--accounts", accounts).stdout))
    assert shop == ["shop#1", "shop#2", "shop#3", "shop#4"]
    assert mixed == ["mixed#1"]
    assert bio == [f"{accounts}:5#bio"]


def test_the_summary_counts_and_names_what_was_broken(run: Run, accounts: Path) -> None:
    stderr = run("scan", "--accounts", accounts).stderr
    assert "4 akun dibaca, 3 perlu dilihat: akun 2, konten satu per satu 1." in stderr
    assert "Bagian yang tidak terbaca: 1" in stderr
    assert f"{accounts}:3" in stderr


def test_messages_and_reasons_follow_the_language(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", "--lang", "en", accounts)
    assert "4 accounts read, 3 need a look: the account 2, single items 1." in result.stderr
    assert "4 of 4 recent posts offer or promote (100 %)" in " ".join(found(result.stdout)[0]["reasons"])


def test_the_proposal_says_that_it_needs_confirmed_items(run: Run, accounts: Path) -> None:
    reasons = found(run("scan", "--accounts", accounts).stdout)[0]["reasons"]
    assert reasons[-1] == (
        "Ini usulan mesin; tindakan atas akun hanya boleh bersandar pada konten yang sudah dipastikan orang."
    )


def test_a_table_for_eyes_masks_numbers(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", "--format", "table", accounts)
    assert "toko.bal" in result.stdout
    assert "Diusulkan tindakan atas akun" in result.stdout
    assert "081200001147" not in result.stdout


def test_a_csv_for_spreadsheets(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "a.jsonl"
    posts = [{"id": f"+{n}", **post(seller, n)} for n in range(3)]
    path.write_text(json.dumps({"id": "=1+1", "posts": posts}), encoding="utf-8")
    header, row = csv.reader(io.StringIO(run("scan", "--accounts", "--format", "csv", path).stdout))
    assert header == ["id", "label", "account_action", "confidence", "items", "reasons"]
    assert row[:3] == ["'=1+1", "seller", "account"]
    assert row[4] == "'+0; +1; +2"


def test_out_is_a_file(run: Run, accounts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("scan", "--accounts", accounts, "--out", out).exit_code == 0
    assert len(found(out.read_text(encoding="utf-8"))) == 3


def test_out_may_not_be_an_input(run: Run, accounts: Path) -> None:
    assert run("scan", "--accounts", accounts, "--out", accounts).exit_code == 2


def test_columns_are_for_tables_of_items(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", "--map", "text=isi", accounts)
    assert result.exit_code == 2
    assert "--map berlaku untuk tabel konten" in result.stderr


def test_items_given_as_accounts_are_named(run: Run, captures: Path) -> None:
    result = run("scan", "--accounts", captures)
    assert result.exit_code == 2
    assert "Untuk konten, jalankan tanpa --accounts." in result.stderr


def test_text_lines_are_no_accounts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("sebuah catatan\n", encoding="utf-8")
    result = run("scan", "--accounts", path)
    assert result.exit_code == 2
    assert "bukan JSON, sedangkan akun dibaca dari JSON" in result.stderr


def test_standard_input_is_a_dash(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", "-", stdin=accounts.read_bytes())
    assert [finding["id"] for finding in found(result.stdout)] == ["shop", "mixed", "stdin:5"]


def test_several_files_are_read_in_order_and_a_missing_one_is_named(run: Run, accounts: Path) -> None:
    result = run("scan", "--accounts", accounts, "gone.jsonl", accounts)
    assert result.exit_code == 0
    assert "gone.jsonl: berkas tidak ada." in result.stderr
    assert len(found(result.stdout)) == 6


def test_another_pack(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    posts = [{"text": f"gacor parah main di HOKIBET99 maxwin terus {n}"} for n in range(3)]
    path.write_text(json.dumps({"id": "a", "posts": posts}), encoding="utf-8")
    [finding] = found(run("scan", "--accounts", "--pack", "promosi-judi-daring", path).stdout)
    assert (finding["label"], finding["account_action"], finding["confidence"]) == ("promoter", "account", 0.5)
