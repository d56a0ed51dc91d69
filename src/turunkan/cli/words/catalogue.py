"""Words of `pack catalogue`."""

from turunkan.core.vocab import Wording

NO_FOLDER = Wording(
    id="--out {folder} bukan folder; pilih nama lain.", en="--out {folder} is no folder; choose another name."
)
FOREIGN = Wording(
    id="Di {folder} ada {name}, yang bukan bagian katalog; tidak ada yang diganti. Pilih folder lain.",
    en="{folder} holds {name}, which is no part of a catalogue; nothing was replaced. Choose another folder.",
)
WRITTEN = Wording(
    id="{concepts} konsep, {facts} fakta, {rules} aturan, {filters} penyaring: {pages} halaman di {folder}",
    en="{concepts} concepts, {facts} facts, {rules} rules, {filters} filters: {pages} pages in {folder}",
)
