"""Captures by the real Chromium of a site on loopback, with servers beside it that nobody may reach."""

import contextlib
import hashlib
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from capture_site import CDN, INSIDE, POST, PRIVATE_4, PUBLIC, QUICK, CaptureSite
from PIL import Image

from turunkan.desk.intake.capture import Capture, Limits, Problem, Reach, capture
from turunkan.desk.intake.capture.browser import Visit, visit
from turunkan.desk.intake.capture.chromium import find_chromium, memory_of
from turunkan.desk.intake.capture.guard import Guard
from turunkan.desk.intake.capture.reach import Lookup, look_up

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def site() -> Iterator[CaptureSite]:
    if find_chromium() is None:
        pytest.fail("Chromium is missing. Install it (Debian: apt-get install chromium).")
    with CaptureSite() as site:
        yield site


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as a socket of Chromium's has to have one."""
    with tempfile.TemporaryDirectory(prefix="turunkan-look-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def post(site: CaptureSite) -> Capture:
    """The capture of a plain post, reached by two redirects."""
    return capture(site.url("/pendek"), site.reach(), QUICK)


def circumstances(of: Capture) -> dict[str, Any]:
    """What a capture says about itself."""
    told: dict[str, Any] = json.loads(of.files["circumstances.json"])
    return told


def look(
    site: CaptureSite,
    path: str,
    folder: Path,
    *,
    limits: Limits = QUICK,
    names: Mapping[str, tuple[str, ...]] | None = None,
    lookup: Lookup = look_up,
) -> tuple[Visit, Guard]:
    """A visit alone, without a process of its own and without an archive."""
    reach = site.reach() if names is None else site.reach(names=names)
    with Guard(reach, limits, lookup) as guard:
        chromium = str(find_chromium())
        return visit(site.url(path), reach, limits, guard, chromium=chromium, folder=folder), guard


def test_a_post_is_saved_as_it_was_seen(site: CaptureSite, post: Capture) -> None:
    assert (post.problem, post.status, post.title) == (None, 200, "Bal segel · toko.example")
    assert post.final_url == site.url("/post", "www.toko.example")
    assert POST in post.text
    assert "Ditambahkan skrip." in post.text
    assert post.headers["content-language"] == "id"
    assert post.started_at < post.ended_at
    assert set(post.files) == {"screenshot.png", "page.html", "headers.json", "capture.wacz", "circumstances.json"}
    assert "Ditambahkan skrip." in post.files["page.html"].decode()
    with Image.open(io.BytesIO(post.files["screenshot.png"])) as picture:
        assert picture.size == (1366, 900)


def test_the_circumstances_say_how(site: CaptureSite, post: Capture) -> None:
    told = circumstances(post)
    assert [(each["url"], each["status"]) for each in told["documents"]] == [
        (site.url("/pendek"), 302),
        (site.url("/antara"), 301),
        (site.url("/post", "www.toko.example"), 200),
    ]
    assert {(each["host"], each["address"]) for each in told["connections"]} == {
        ("toko.example", PUBLIC),
        ("www.toko.example", PUBLIC),
        ("cdn.example", CDN),
    }
    assert (told["locale"], told["timezone"], told["refused"]) == ("id-ID", "Asia/Jakarta", [])
    assert told["user_agent"].endswith(f"turunkan/{told['tools']['turunkan']}")
    assert told["started_at"].endswith("+00:00")
    assert told["files"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in post.files.items() if name != "circumstances.json"
    }


def test_other_people_s_tools_accept_the_archive(post: Capture, tmp_path: Path) -> None:
    wacz = tmp_path / "capture.wacz"
    wacz.write_bytes(post.files["capture.wacz"])
    valid = subprocess.run([BIN / "wacz", "validate", "-f", wacz], capture_output=True, text=True)
    assert (valid.returncode, "valid" in valid.stdout) == (0, True), valid.stdout + valid.stderr
    with zipfile.ZipFile(wacz) as packed:
        warc = Path(packed.extract("archive/data.warc.gz", tmp_path))
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
    checked = subprocess.run([BIN / "warcio", "check", "-v", warc], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    assert (
        checked.stdout.count("digest pass") == 13
    )  # the info, five exchanges of two, and two pictures of the page
    assert [(page["url"], page["title"]) for page in pages[1:]] == [(post.final_url, post.title)]
    indexed = subprocess.run(
        [BIN / "warcio", "index", "-f", "warc-target-uri", warc],
        capture_output=True,
        text=True,
    )
    assert f'"warc-target-uri": "urn:thumbnail:{post.final_url}"' in indexed.stdout
    assert f'"warc-target-uri": "urn:view:{post.final_url}"' in indexed.stdout


def test_a_page_that_goes_on_while_it_is_looked_at_is_one_document(site: CaptureSite, folder: Path) -> None:
    seen, _ = look(site, "/sementara", folder)
    before, after = site.url("/sementara"), site.url("/post")
    says = (seen.title, POST in seen.text, "sementara" in seen.text)
    assert (seen.problem, seen.final_url, says, [url for url, _ in seen.hops]) in [
        (None, after, ("Bal segel · toko.example", True, False), [before, after]),
        (None, before, ("Sementara", False, True), [before]),  # where it goes on after the last look
    ]


def test_a_page_that_never_rests_is_said_to_be_so(site: CaptureSite, folder: Path) -> None:
    seen, _ = look(site, "/gelisah", folder)
    assert seen.problem is Problem.MOVED


def test_a_damaged_archive_is_not_accepted(post: Capture, tmp_path: Path) -> None:
    wacz = tmp_path / "capture.wacz"
    data = bytearray(post.files["capture.wacz"])
    place = data.index(b"archive/data.warc.gz") + 2_000
    data[place] ^= 1
    wacz.write_bytes(data)
    valid = subprocess.run([BIN / "wacz", "validate", "-f", wacz], capture_output=True, text=True)
    assert valid.returncode != 0


REFUSED = Problem.REFUSED_ADDRESS
LEADS = {  # the other spellings stand in the frames of /isi
    "/ke-127": REFUSED,
    "/ke-metadata": REFUSED,
    "/ke-ipv6": REFUSED,
    "/ke-desimal": REFUSED,
    "/ke-oktal": REFUSED,
    "/ke-nama": REFUSED,
    "/berantai": REFUSED,
    "/ke-luar": Problem.HOST_NOT_ALLOWED,
    "/ke-pengguna": Problem.NO_WEB_ADDRESS,
}


@pytest.mark.parametrize("path", LEADS)
def test_a_redirect_into_a_private_network_is_refused(site: CaptureSite, folder: Path, path: str) -> None:
    seen, guard = look(site, path, folder)
    assert (seen.problem, seen.final_url, seen.status, seen.picture) == (LEADS[path], None, None, b"")
    assert [note.problem for note in guard.notes] == [LEADS[path].value]
    assert {place.address for place in guard.connections} == {PUBLIC}
    assert (site.trespasses, site.lent["/post"]) == (0, 0)


@pytest.mark.parametrize("path", ["/isi-segarkan", "/isi-pindah"])
def test_a_page_that_moves_on_into_one_stays_where_it_was(site: CaptureSite, folder: Path, path: str) -> None:
    seen, guard = look(site, path, folder)
    assert (seen.problem, seen.status, seen.text) == (Problem.REFUSED_ADDRESS, 200, "isi")
    assert [note.address for note in guard.notes] == [PRIVATE_4]
    assert site.trespasses == 0


def test_nothing_that_a_page_is_made_of_reaches_one(site: CaptureSite, folder: Path) -> None:
    seen, guard = look(site, "/isi", folder)
    assert (seen.problem, seen.status) == (None, 200)
    refused = {note.host for note in guard.notes if note.problem == "refused-address"}
    assert refused >= {f"{kind}.dalam.example" for kind in INSIDE}
    assert refused >= {"127.0.0.1", "169.254.169.254", "::1", "0.0.0.0", "dalam.toko.example"}  # noqa: S104
    assert site.trespasses == 0


def test_a_name_bound_anew_while_the_page_is_open_leads_nowhere(site: CaptureSite, folder: Path) -> None:
    answers = itertools.chain([PUBLIC, PRIVATE_4], itertools.cycle([PUBLIC, "10.0.0.1", "::1"]))
    seen, guard = look(site, "/berganti", folder, names={}, lookup=lambda name: [next(answers)])
    assert (seen.problem, seen.title) == (None, "selesai")
    assert {note.address for note in guard.notes} >= {PRIVATE_4, "10.0.0.1"}
    assert {place.address for place in guard.connections} == {PUBLIC}
    assert site.trespasses == 0


def test_what_is_refused_outright_starts_no_browser(site: CaptureSite) -> None:
    refused = capture("http://0177.0.0.1/", site.reach(), QUICK)
    assert (refused.problem, list(refused.files)) == (Problem.REFUSED_ADDRESS, ["circumstances.json"])
    assert capture(site.url("/post"), Reach(), QUICK).problem is Problem.HOST_NOT_ALLOWED
    assert capture("http://\ud800/", site.reach(), QUICK).problem is Problem.NO_WEB_ADDRESS


def test_without_a_browser_it_says_what_to_install(site: CaptureSite) -> None:
    without = capture(site.url("/post"), site.reach(), QUICK, chromium="/tidak/ada/chromium")
    assert without.problem is Problem.BROWSER
    assert "TURUNKAN_CHROMIUM" in without.problem.says.id


def test_a_program_that_is_no_browser_is_a_problem_of_the_browser(site: CaptureSite) -> None:
    assert capture(site.url("/post"), site.reach(), QUICK, chromium="/bin/true").problem is Problem.BROWSER


STATES = {
    "/451": (451, "alasan hukum"),
    "/masuk-dulu": (200, "Masuk untuk melanjutkan"),
}


@pytest.mark.parametrize("path", STATES)
def test_what_a_platform_answers_is_what_is_seen(site: CaptureSite, folder: Path, path: str) -> None:
    status, text = STATES[path]
    seen, _ = look(site, path, folder)
    assert (seen.problem, seen.status, text in seen.text) == (None, status, True)
    assert seen.picture


def test_a_page_over_tls_comes_with_its_certificate(site: CaptureSite) -> None:
    url = f"https://toko.example:{site.tls_port}/post"
    seen = capture(url, site.reach(), QUICK)
    assert (seen.problem, seen.status, POST in seen.text) == (None, 200, True)
    tls = circumstances(seen)["tls"]
    assert (tls["subject"], tls["protocol"][:3]) == ("toko.example", "TLS")
    assert tls["sha256"] == [site.identity.fingerprint]


def test_a_certificate_of_nobody_opens_no_page(site: CaptureSite) -> None:
    url = f"https://toko.example:{site.tls_port}/post"
    seen = capture(url, site.reach(keys=()), QUICK)
    assert (seen.problem, seen.final_url, "screenshot.png" in seen.files) == (Problem.TLS, None, False)


SMALL = replace(QUICK, picture_height=2_000, received_bytes=400_000)
SHORT = replace(SMALL, page_seconds=3, wall_seconds=8)  # for what never ends by itself
NUISANCES = {
    "/dialog": (None, "setelah dialog", True),
    "/jendela": (None, "jendela", True),
    "/tinggi": (None, "tinggi sekali", True),
    "/gambar-diam": (None, POST, True),
    "/tanpa-akhir": (Problem.TOO_LARGE, "awal halaman", True),
    "/sibuk": (Problem.TIMEOUT, "", False),
    "/diam": (Problem.TIMEOUT, "", False),
    "/berkas": (Problem.NO_PAGE, "", False),
    "/memutar": (Problem.NO_PAGE, "", False),
}


@pytest.mark.parametrize("path", NUISANCES)
def test_a_page_that_makes_itself_a_nuisance_has_an_end(site: CaptureSite, folder: Path, path: str) -> None:
    problem, text, pictured = NUISANCES[path]
    posts = site.hits["/post"]
    seen, _ = look(site, path, folder, limits=SHORT if problem is Problem.TIMEOUT else SMALL)
    assert (seen.problem, text in seen.text, bool(seen.picture)) == (problem, True, pictured)
    if pictured:
        with Image.open(io.BytesIO(seen.picture)) as picture:
            assert picture.height <= 2_000
    assert site.hits["/post"] == posts  # no window that it opened was loaded
    assert memory_of(folder) == 0


def environments() -> dict[int, bytes]:
    """The environment of every process that can be read, by its number."""
    found = {}
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            found[int(place.parent.name)] = place.read_bytes()
    return found


def running(folder: Path) -> list[int]:
    """The processes of captures that keep their files below a folder."""
    mark = f"{folder}/turunkan-capture-".encode()
    return [pid for pid, environment in environments().items() if mark in environment]


CALLER = """
import json, sys
from turunkan.desk.intake.capture import Limits, Reach, capture
task = json.load(sys.stdin)
capture(task["url"], Reach.from_plain(task["reach"]), Limits(**task["limits"]))
"""


def until(condition: Any) -> None:
    """Wait for what has to come; a minute is a failure."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


@pytest.fixture
def hanging(site: CaptureSite, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Somebody in the middle of a capture of a page that does not answer, with a secret in the environment."""
    task = {"url": site.url("/diam"), "reach": site.reach().plain(), "limits": asdict(Limits())}
    before = site.hits["/diam"]
    environment = {**os.environ, "TMPDIR": str(folder), "RAHASIA": f"kunci-rahasia-{folder.name}"}
    caller = subprocess.Popen([sys.executable, "-c", CALLER], stdin=subprocess.PIPE, env=environment)
    assert caller.stdin is not None
    caller.stdin.write(json.dumps(task).encode())
    caller.stdin.close()
    until(lambda: site.hits["/diam"] > before)
    yield caller
    caller.kill()
    caller.wait()


def test_no_secret_goes_with_it_and_nothing_is_left_when_it_is_killed(
    folder: Path, hanging: "subprocess.Popen[bytes]"
) -> None:
    secret = f"kunci-rahasia-{folder.name}".encode()
    assert [pid for pid, environment in environments().items() if secret in environment] == [hanging.pid]
    assert len(running(folder)) >= 3  # the job, the driver, the browser
    hanging.kill()
    until(lambda: running(folder) == [])


def test_a_job_that_is_killed_leaves_no_browser_and_is_told(
    site: CaptureSite, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    ended: list[Capture] = []
    begun = threading.Thread(target=lambda: ended.append(capture(site.url("/diam"), site.reach())))
    before = site.hits["/diam"]
    begun.start()
    until(lambda: site.hits["/diam"] > before)
    (job,) = [pid for pid in running(folder) if b"capture.job" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(job, signal.SIGKILL)
    begun.join()
    assert ended[0].problem is Problem.BROWSER
    until(lambda: running(folder) == [])
