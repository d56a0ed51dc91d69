"""Reading: words with their boxes, codes and what a screen may show. Few pictures: each takes half a second."""

from io import BytesIO

import drawn
import pytest
import segno
from filmed import film
from PIL import Image, ImageDraw, ImageFont

from turunkan.core.media.codes import codes_of
from turunkan.core.media.links import links_in
from turunkan.core.media.reading import Reading, line_texts, lines_of, read_media
from turunkan.core.media.words import Word, words_of

NOWHERE = ((0.0, 0.0),) * 4


def with_code(text: str) -> Image.Image:
    out = BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=5)
    picture = drawn.photo(7)
    picture.paste(Image.open(out).convert("RGB"), (430, 300))
    return picture


@pytest.fixture(scope="module")
def read() -> Reading:
    return read_media(drawn.jpeg(drawn.banner("READY BAL SEGEL\nIMPOR KOREA", seed=2, degrees=10), quality=45))


def test_a_banner_turned_and_pressed_is_read(read: Reading) -> None:
    assert read.text.upper() == "READY BAL SEGEL\nIMPOR KOREA"
    assert (read.kind, read.width, read.height) == ("picture", 800, 600)
    assert read.engine.startswith("rapidocr 3.")


def test_each_word_has_its_place_in_the_text_and_in_the_picture(read: Reading) -> None:
    words = read.words()
    assert [read.text[word["start"] :].split()[0] for word in words] == [word["text"] for word in words]
    assert all(0 <= x <= 800 and 0 <= y <= 600 for word in words for x, y in word["box"])
    ready, bal, segel = words[:3]
    assert ready["box"][0][0] < bal["box"][0][0] < segel["box"][0][0]
    assert ready["box"][0][1] > segel["box"][0][1], "turned 10 degrees: the line climbs to the right"
    assert all(word["confidence"] > 0.8 for word in words)


def test_the_same_picture_gives_the_same_reading(read: Reading) -> None:
    again = read_media(drawn.jpeg(drawn.banner("READY BAL SEGEL\nIMPOR KOREA", seed=2, degrees=10), quality=45))
    assert again == read


def test_what_is_shown_is_a_picture_of_ours(read: Reading) -> None:
    with Image.open(BytesIO(read.frames[0].shown)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (800, 600), {})


def test_letters_too_faint_to_see_are_read_where_nothing_else_stands() -> None:
    sheet = Image.new("RGB", (800, 300), (120, 120, 120))
    font = ImageFont.truetype(drawn.FONT, 60)
    ImageDraw.Draw(sheet).text((80, 100), "READY BAL SEGEL", font=font, fill=(124, 124, 124))
    assert [word.text for word in words_of(sheet)] == ["READY", "BAL", "SEGEL"]


def test_each_word_of_a_video_has_its_frame_and_its_moment() -> None:
    read = read_media(film([drawn.photo(7), drawn.banner("BUKA BAL", seed=8, degrees=0)], frames_each=5))
    assert (read.kind, [frame.at for frame in read.frames]) == ("video", [0.0, 0.5])
    assert read.text.upper() == "BUKA BAL"
    assert [(word["text"].upper(), word["frame"]) for word in read.words()] == [("BUKA", 1), ("BAL", 1)]


def test_a_code_is_read_with_its_box() -> None:
    (code,) = codes_of(with_code("https://wa.me/6281200001234?text=bal").rotate(7))
    assert code.text == "https://wa.me/6281200001234?text=bal"
    assert 400 < code.box[0][0] < 500


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://wa.me/6281200001234", True),
        (" HTTP://toko.example/a?b#c ", True),
        ("wa.me/6281200001234", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://toko.example/a b", False),
        ("https://toko.example/\x00", False),
        ("WIFI:S:kantor;;", False),
    ],
)
def test_links_are_told_from_other_texts(text: str, is_link: bool) -> None:
    assert links_in([text, text]) == ((text.strip(),) if is_link else ())


def test_a_caption_that_stands_in_every_frame_is_told_once() -> None:
    frames = [[Word("READY", NOWHERE, 0.9, 0), Word("BAL", NOWHERE, 0.9, 0)], [Word("Ready", NOWHERE, 0.9, 0)]]
    lines = [line for words in (*frames, frames[0]) for line in lines_of(words)]
    assert line_texts(lines) == ["READY BAL", "Ready"]
