"""Learning on a handful of posts: the same numbers every time, and nothing from what is kept out."""

import subprocess
import sys
from dataclasses import replace

import pytest

pytest.importorskip("sklearn", reason="the extra 'learn' is not installed")

from turunkan.core.detect import Engine
from turunkan.core.detect.evaluation import Truth
from turunkan.core.detect.learning import Labelled, is_kept_out, learn
from turunkan.core.rules import Pack
from turunkan.core.vocab import Author, Item, Label

OFFERS = ("Ready bal segel jaket Korea", "Stok bal hoodie Jepang turun", "Karung kemeja Korea masuk, japri")
GUIDES = ("Hidden gem jaket Korea 20rb di Gedebage", "Spill toko second Jepang, alamat di bio")
LAWFUL = ("Preloved punya sendiri, gamis 50rb", "Daster baru konveksi sendiri, 35rb")
SPEECH = ("Polisi menyita pakaian bekas impor", "Menurutku larangan itu perlu ditinjau")
OTHER = ("Motor bekas 12 juta nego", "Ceker ayam pedas 20rb")


def post(number: int, text: str, label: Label, tier: str | None = None, **more) -> Labelled:
    item = Item(id=f"{label}-{number}", text=f"{text} nomor {number}", author=Author(handle=f"toko{number}"))
    return Labelled(item, f"file{number % 3}", Truth(label=label, tier=tier), more.get("pair"))


def posts() -> list[Labelled]:
    """Enough of each class in each file for something to be learnt."""
    made = []
    for number in range(24):
        made += [
            post(number, OFFERS[number % 3], Label.SELLER, "bale"),
            post(100 + number, OFFERS[number % 3] + " satuan", Label.SELLER, "piece"),
            post(number, GUIDES[number % 2], Label.PROMOTER, "unpaid"),
            post(100 + number, GUIDES[number % 2] + " kode promo", Label.PROMOTER, "paid"),
            post(number, LAWFUL[number % 2], Label.LAWFUL),
            post(number, SPEECH[number % 2], Label.SPEECH),
            post(number, OTHER[number % 2], Label.UNRELATED),
        ]
    return made


@pytest.fixture(scope="module")
def lesson(pack: Pack):
    return learn(pack, posts())


def test_the_same_posts_give_the_same_model(pack: Pack, lesson) -> None:
    assert learn(pack, posts()).model.fingerprint == lesson.model.fingerprint


def test_another_process_gives_the_same_model(root, lesson) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_learning import posts; "
        "from turunkan.core.detect.learning import learn; from turunkan.core.rules import load_pack; "
        "print(learn(load_pack('pakaian-bekas-impor'), posts()).model.fingerprint)"
    )
    home = str(root / "tests/core/detect")
    done = subprocess.run([sys.executable, "-c", code, home], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == lesson.model.fingerprint


def test_what_is_kept_out_changes_no_number(pack: Pack, lesson) -> None:
    fewer = [one for one in posts() if not is_kept_out(one)]
    assert 0 < len(fewer) < len(posts())
    assert learn(pack, fewer).model.fingerprint == lesson.model.fingerprint
    assert lesson.trained == len(fewer)
    assert len(lesson.kept_out) == len(posts()) - len(fewer)


def test_one_post_more_changes_the_model(pack: Pack, lesson) -> None:
    more = next(
        one
        for one in (post(200 + at, "Ready karung jaket Korea", Label.SELLER, "bale") for at in range(9))
        if not is_kept_out(one)
    )
    assert learn(pack, [*posts(), more]).model.fingerprint != lesson.model.fingerprint


def test_both_posts_of_a_pair_are_kept_out_or_neither() -> None:
    for number in range(50):
        pair = f"p{number}"
        one = post(number, OFFERS[0], Label.SELLER, "bale", pair=pair)
        other = post(number, LAWFUL[0], Label.LAWFUL, pair=pair)
        assert is_kept_out(one) is is_kept_out(other)
    assert {is_kept_out(post(at, OFFERS[0], Label.SELLER, "bale")) for at in range(50)} == {True, False}


def test_what_was_learnt_is_of_use(pack: Pack, lesson) -> None:
    engine = Engine(replace(pack, classifier=lesson.model))
    assert engine.find(Item(id="1", text="Ready bal segel hoodie Korea, japri")).label is Label.SELLER
    assert engine.find(Item(id="2", text="Daster baru konveksi sendiri")).label is Label.LAWFUL
