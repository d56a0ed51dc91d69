"""Evidence in the browser: the seal seen on the case, the bundle out, checked on the page, then by the command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from own_demo import OwnDemo
from playwright.sync_api import Page, expect
from visiting import Visitors, go

pytestmark = pytest.mark.once

CASE = "Distributor bal di Bandung"


def test_a_bundle_from_the_case_is_checked_on_the_page_and_by_the_command(
    desk: Visitors, demo: OwnDemo, tmp_path: Path
) -> None:
    officer = desk.enter("Sari Contoh")
    bundle = downloads(officer, tmp_path)
    stranger = desk.come()
    drops(stranger, demo, bundle)
    expect(stranger.get_by_role("status")).to_contain_text("UTUH, disegel oleh kantor ini")
    expect(stranger.get_by_role("row").filter(has_text="surat ditandatangani")).to_have_count(1)
    assert by_command(demo, bundle) == (True, True, [])

    spoilt = tmp_path / "lain.zip"
    spoilt.write_bytes(bundle.read_bytes().replace(b"impor", b"lokal", 1))
    drops(stranger, demo, spoilt)
    expect(stranger.get_by_role("status")).to_contain_text("TIDAK UTUH")
    expect(stranger.get_by_role("row").filter(has_text="isi berkas ini diubah")).to_have_count(1)
    intact, _, problems = by_command(demo, spoilt)
    assert (intact, [problem["code"] for problem in problems]) == (False, ["altered"])


def downloads(page: Page, folder: Path) -> Path:
    """The bundle of the demo's first case, whose seals stand on its page with their files."""
    go(page, "Berkas")
    page.get_by_role("row").filter(has_text=CASE).get_by_role("link").first.click()
    seals = page.locator("#segel")
    for step in ("berkas dibuka", "surat ditandatangani", "surat dikirim", "tanggapan masuk"):
        expect(seals.get_by_role("row").filter(has_text=step)).to_have_count(1)
    seals.get_by_role("row").filter(has_text="surat ditandatangani").get_by_text("2 berkas").click()
    expect(seals.get_by_role("link", name="letter.pdf")).to_be_visible()
    with page.expect_download() as download:
        seals.get_by_role("button", name="Unduh bundel").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def drops(page: Page, demo: OwnDemo, bundle: Path) -> None:
    """Have a bundle checked on the public page."""
    page.goto(f"{demo.address}/periksa/")
    page.get_by_label("Pilih atau jatuhkan bundel").set_input_files(bundle)
    page.get_by_role("button", name="Periksa").click()


def by_command(demo: OwnDemo, bundle: Path) -> tuple[bool, bool, list[dict[str, str]]]:
    """Intact, trusted and problems, as `turunkan verify` says on the computer of the desk."""
    command = [sys.executable, "-m", "turunkan", "verify", str(bundle), "--json"]
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith(("TURUNKAN", "DATABASE"))
    }
    told = subprocess.run(
        command, env=environment | {"TURUNKAN_HOME": str(demo.home)}, capture_output=True, text=True, check=False
    )
    found = json.loads(told.stdout)
    return found["intact"], found["trusted"], found["problems"]
