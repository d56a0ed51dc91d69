"""The page of readers names every reader and a sample that is there."""

import re

from turunkan.core.readers.documents import DOCUMENTS
from turunkan.core.readers.formats import FORMATS
from turunkan.core.readers.headings import HEADINGS
from turunkan.core.readers.registry import SHAPES
from turunkan.core.readers.text_formats import TEXT_FORMATS

ROW = re.compile(r"^\| `([^`]+)` \| .+ \| `([^`]+\.[a-z]+)` \|$", re.MULTILINE)


def test_the_page_names_every_reader_and_its_sample(root):
    rows = ROW.findall((root / "docs" / "readers.md").read_text(encoding="utf-8"))
    assert sorted(name for name, _ in rows) == sorted(
        member.name for member in [*SHAPES, *DOCUMENTS, *HEADINGS, *TEXT_FORMATS, *FORMATS]
    )
    for name, sample in rows:
        assert sample.startswith(f"{name}.")
        assert (root / "examples" / "captures" / "formats" / sample).is_file()
