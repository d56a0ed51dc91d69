"""Lines of text: each one an Item, known by its place."""


def test_each_line_that_is_not_blank_is_an_item(records):
    found = records("halo kak\r\n\n  \n  bal segel \u2028 ready\nakhir".encode())
    assert [(item.id, item.text) for item in found] == [
        ("f:1", "halo kak"),
        ("f:4", "  bal segel \u2028 ready"),
        ("f:5", "akhir"),
    ]


def test_nothing_else_is_claimed(records, as_json):
    assert [as_json(item) for item in records(b"halo")] == [{"id": "f:1", "text": "halo"}]
