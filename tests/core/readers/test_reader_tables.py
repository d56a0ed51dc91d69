"""Tables: separators, headers and mappings, cells over many lines, and quotes that are no quotes."""

import io

import pytest

from turunkan.core.readers import Cause, ReadOptions, Unreadable, read


def texts(records):
    return [record.text for record in records]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_named_like_fields_need_no_mapping(records, as_json, separator):
    header = ["ID", "text", "author.followers", "metrics.likes", "hashtags", "sponsored", "posted_at", "label"]
    row = ["p1", "jaket", "120", "7", "#bal thrift", "ya", "2026-01-31T09:30:00+07:00", "1"]
    content = f"{separator.join(header)}\n{separator.join(row)}\n".encode()
    assert [as_json(item) for item in records(content)] == [
        {
            "id": "p1",
            "text": "jaket",
            "author": {"followers": 120},
            "metrics": {"likes": 7},
            "hashtags": ["bal", "thrift"],
            "sponsored": True,
            "posted_at": "2026-01-31T09:30:00+07:00",
            "extra": {"label": "1"},
        }
    ]


def test_an_empty_cell_says_nothing(records):
    (item,) = records(b"text,place,author.handle,label\na,,,\n")
    assert (item.place, item.author, item.extra) == (None, None, {})


def test_a_row_without_text_is_named(outline):
    assert outline(b"text,n\na,1\n,2\nb,3\n") == ["a", "f:3 record no-text", "b"]


def test_a_bad_cell_is_named_and_the_row_kept(outline):
    content = b"text,metrics.likes,sponsored\na,banyak,mungkin\n"
    assert outline(content) == ["f:2 sponsored bad-value", "f:2 metrics.likes bad-value", "a"]


def test_a_column_called_like_a_group_is_kept_aside(records):
    (item,) = records(b"text,author,metrics\na,Budi,7\n")
    assert (item.author, item.extra) == (None, {"author": "Budi", "metrics": "7"})


def test_mapping_by_name(records):
    options = {"mapping": {"text": "Tweet", "author.handle": "akun"}}
    (item,) = records(b"label;tweet;akun\nx;halo, kak;budi\n", **options)
    assert (item.text, item.author.handle, item.extra) == ("halo, kak", "budi", {"label": "x"})


def test_one_column_can_fill_two_fields(records):
    (item,) = records(b"nama,harga\njaket,5\n", mapping={"text": "nama", "title": "nama"})
    assert (item.text, item.title) == ("jaket", "jaket")


def test_a_mapped_field_leaves_the_column_of_its_name_aside(records):
    (item,) = records(b"text,isi\nlama,baru\n", mapping={"text": "isi"})
    assert (item.text, item.extra) == ("baru", {"text": "lama"})


def test_mapping_by_number_means_no_header(records):
    found = records(b"bagus , murah , cepat\tpositive\njelek , mahal\t1\n", mapping={"text": "1"})
    assert texts(found) == ["bagus , murah , cepat", "jelek , mahal"]
    assert found[0].id == "f:1"
    assert found[0].extra == {"2": "positive"}


def test_a_number_in_the_first_row_is_data(records):
    found = records(b"bagus,1\njelek,0\n", mapping={"text": "1"})
    assert texts(found) == ["bagus", "jelek"]


def test_columns_all_named_by_numbers_are_a_header(records):
    assert texts(records(b"0,1\n7,bagus\n", mapping={"text": "1"})) == ["bagus"]


def test_one_column_without_header(records):
    assert texts(records(b"halo, kak\nya\nmau, dong, kak\n", mapping={"text": "1"})) == [
        "halo, kak",
        "ya",
        "mau, dong, kak",
    ]


@pytest.mark.parametrize(
    ("content", "mapping", "cause", "said"),
    [
        (b"label,tweet\nx,halo\ny,hai\n", {}, Cause.NO_TEXT_COLUMN, "label, tweet"),
        (b"label,tweet\nx,halo\n", {"kind": "label"}, Cause.NO_TEXT_COLUMN, "label, tweet"),
        (b"label,tweet\nx,halo\n", {"text": "isi"}, Cause.NO_SUCH_COLUMN, "label, tweet"),
        (b"label,tweet\nx,halo\n", {"text": "3"}, Cause.NO_SUCH_COLUMN, "1, 2"),
        (b"label,tweet\nx,halo\n", {"teks": "tweet"}, Cause.NO_SUCH_FIELD, "author.handle"),
    ],
)
def test_a_table_without_its_text_is_unreadable(content, mapping, cause, said):
    with pytest.raises(Unreadable) as error:
        read(io.BytesIO(content), "tabel.csv", ReadOptions(mapping=mapping))
    assert error.value.cause is cause
    for sentence in (error.value.person.id, error.value.person.en):
        assert "tabel.csv" in sentence
        assert said in sentence


def test_the_mapping_to_try_is_suggested():
    with pytest.raises(Unreadable, match="--map text=COLUMN"):
        read(io.BytesIO(b"label,tweet\nx,halo\ny,hai\n"), "f")


def test_quoted_cells_span_lines_and_keep_their_line_ends(records):
    found = records(b'text,label\r\n"satu ""dua""\r\n\ntiga",1\r\n"",0\r\nempat,1\r\n')
    assert found[0].text == 'satu "dua"\r\n\ntiga'
    assert [found[0].id, found[2].id] == ["f:2", "f:6"]


def test_a_poem_with_commas_is_no_swallowed_table(records):
    poem = "1. sabar\n2. tenang, selalu\n3. hemat, rajin\n4. ramah, sopan\n5. jujur, adil\n6. cukup"
    assert texts(records(f'text,n\n"{poem}",0\nb,1\n'.encode())) == [poem, "b"]


def test_a_wrong_cell_count_is_named(outline):
    assert outline(b"text,n\na,1\nb,2,3\nc\n\nd,4\n") == [
        "a",
        "f:3 record wrong-cell-count",
        "f:4 record wrong-cell-count",
        "d",
    ]


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("closing", ["", '"ya"{}9\n', 'ya"{}9\n', 'x{}"y{}8\n'])
def test_a_stray_quote_costs_no_other_row(records, separator, closing):
    rows = [f"baris {n}{separator}{n}\n" for n in range(3000)]
    rows.insert(100, f'"cakep{separator}7\n')
    rows.insert(600, closing.replace("{}", separator, 1).replace("{}", ""))
    found = records("".join([f"text{separator}n\n", *rows]).encode())
    kept = [record.text for record in found if getattr(record, "text", "").startswith("baris")]
    assert kept == [f"baris {n}" for n in range(3000)]
    assert '"cakep' in texts(record for record in found if hasattr(record, "text"))


def test_quotes_in_a_tsv_are_plain_unless_they_enclose_a_cell(records):
    content = b'text\tn\n"halo" kata dia\t1\n"rapi\nsekali"\t2\n5" layar\t3\n'
    assert texts(records(content)) == ['"halo" kata dia', "rapi\nsekali", '5" layar']


def test_a_stray_quote_is_named_where_the_cells_cannot_be_told(outline):
    assert outline(b'text,n\n"bagus" katanya, mantap,0\na,1\n') == ["f:2 record stray-quote", "a"]


@pytest.mark.parametrize(("bad", "code"), [(b"\xff", "not-utf8"), (b"\0", "nul-byte")])
def test_a_bad_line_inside_a_quoted_cell_is_named(outline, bad, code):
    content = b'text,n\na,1\n"satu\n' + bad + b'\ndua",2\nb,3\n'
    found = outline(content)
    assert found[0] == "a"
    assert f"f:4 record {code}" in found
    assert found[-1] == "b"


def test_a_large_cell_is_read_up_to_the_limit(records):
    big = b"x" * 300_000
    content = b'text,n\n"' + big + b'",1\n"' + b"y\n" * 900 + big + b'",2\nb,3\n'
    first, *rest = records(content, max_record=300_500)
    assert len(first.text) == 300_000
    assert rest[-1].text == "b"
    assert rest[0].code == "stray-quote"
