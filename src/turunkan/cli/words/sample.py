"""Words of `sample`."""

from turunkan.core.vocab import Wording

DRAWN = Wording(
    id="{drawn} konten diambil dari {seen} ({source}), benih '{seed}'.",
    en="{drawn} items drawn from {seen} ({source}), seed '{seed}'.",
)
SOURCES = {
    "unsurfaced": Wording(id="yang tidak muncul", en="those that did not surface"),
    "surfaced": Wording(id="yang muncul", en="those that surfaced"),
    "all": Wording(id="semua", en="all"),
}
