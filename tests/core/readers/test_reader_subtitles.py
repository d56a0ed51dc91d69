"""Subtitles: what rolls is taken once, what is said twice stays twice, and nothing that is no caption is said."""

import pytest

from turunkan.core.readers.subtitles import transcript_of


def vtt(*cues):
    return "WEBVTT\n\n" + "\n\n".join(f"00:00:{at} --> 00:00:{to}\n{text}" for at, to, text in cues)


@pytest.mark.parametrize(
    ("text", "transcript"),
    [
        (vtt(("01.000", "02.000", "satu")), "satu"),
        (vtt(("01.000", "02.000", "satu"), ("02.000", "03.000", "satu\ndua")), "satu\ndua"),
        (vtt(("01.000", "02.000", "a\nb"), ("02.000", "03.000", "b\nc"), ("03.000", "04.000", "c")), "a\nb\nc"),
        (vtt(("01.000", "02.000", "ya"), ("05.000", "06.000", "ya")), "ya\nya"),  # said again, later
        (vtt(("01.000", "02.000", "dua"), ("02.000", "03.000", "satu\ndua")), "dua\nsatu\ndua"),
        (vtt(("01.000", "02.000", "<c.kuning>bal</c> <00:00:01.500>segel &lt;5jt")), "bal segel <5jt"),
        ("WEBVTT\n\nNOTE bukan ucapan\n\nSTYLE\n::cue {}\n\n01:02.000 --> 01:03.000\nada", "ada"),
        ("WEBVTT\n\n1 - pembuka\n00:01.000 --> 00:02.000\nada\n", "ada"),
        (
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nsatu\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\ndua",
            "satu\ndua",
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nsatu\n2\n00:00:03,000 --> 00:00:04,000\ndua", "satu\ndua"),
        ("1\n00:00:01,000 --> 00:00:02,000\n2026\n\n2\n00:00:03,000 --> 00:00:04,000\n5", "2026\n5"),
        ("WEBVTT\n", ""),
    ],
)
def test_what_the_captions_say(text, transcript):
    assert transcript_of(text) == transcript


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\na", "subtitles"),
        (b"WEBVTT - judul\n\n00:01.000 --> 00:02.000\na", "subtitles"),
        (b"WEBVTTX\nhalo", "text-lines"),
        (b"1\n00:00:01,000 --> 00:00:02,000\na", "subtitles"),
        (b"1\n00:00:01.000 -> 00:00:02.000\na", "text-lines"),
        (b"1\nsatu\n", "text-lines"),
    ],
)
def test_subtitles_are_told_by_their_content(capture, content, format_):
    assert capture(content).format == format_


def test_subtitles_without_a_word_are_named(records):
    (broken,) = records(b"WEBVTT\n\n")
    assert (broken.where, broken.code) == ("f", "no-text")


def test_subtitles_larger_than_the_limit_are_named(records):
    (broken,) = records(vtt(("01.000", "02.000", "panjang " * 50)).encode(), max_record=100)
    assert broken.code == "line-too-long"


def test_bytes_that_are_no_text_are_named(records):
    (broken,) = records(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\n")
    assert broken.code == "not-utf8"
