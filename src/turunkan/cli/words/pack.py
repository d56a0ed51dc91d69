"""Words of `pack`."""

from turunkan.core.vocab import Wording

NAME = Wording(id="Nama", en="Name")
VERSION = Wording(id="Versi", en="Version")
TITLE = Wording(id="Judul", en="Title")
CONCEPTS = Wording(id="Konsep", en="Concepts")
TERMS = Wording(id="Istilah", en="Terms")
RULES = Wording(id="Aturan", en="Rules")

IN_ORDER = Wording(
    id="{concepts} konsep, {terms} istilah, {rules} aturan, {filters} penyaring, {statutes} peraturan: OK",
    en="{concepts} concepts, {terms} terms, {rules} rules, {filters} filters, {statutes} statutes: OK",
)
SOME_FAIL = Wording(id="{failed} dari {count} contoh gagal.", en="{failed} of {count} examples fail.")
ALL_HOLD = Wording(id="{count} contoh: OK", en="{count} examples: OK")
