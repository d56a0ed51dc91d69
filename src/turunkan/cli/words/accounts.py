"""Words of `scan --accounts` and `evaluate --accounts`."""

from turunkan.core.vocab import Wording

NO_MAP = Wording(
    id="--map berlaku untuk tabel konten; akun dibaca dari JSON, tanpa --map.",
    en="--map is for tables of items; accounts are read from JSON, without --map.",
)
NO_POSITIVE = Wording(
    id="--positive berlaku untuk konten; akun berlabel memakai kunci 'account_action'.",
    en="--positive is for items; labelled accounts use the key 'account_action'.",
)
SUMMARY = Wording(
    id="{read} akun dibaca, {surfaced} perlu dilihat", en="{read} accounts read, {surfaced} need a look"
)

VERDICT = Wording(id="Usulan, golongan, akun", en="Proposal, label, account")
ITEMS = Wording(id="Konten yang mendasari", en="Items that carry it")
WHY = Wording(id="Mengapa", en="Why")
MORE = Wording(id="dan {count} lagi", en="and {count} more")

NO_ACTION = Wording(
    id="{id}: tindakan {value} tidak dikenal. Isi 'account_action' dengan salah satu: {known}.",
    en="{id}: the action is {value}. Fill 'account_action' with one of: {known}.",
)
NOTHING = Wording(id="kosong", en="nothing")
NO_LABELLED_ACCOUNT = Wording(
    id="Tidak ada akun berlabel. Periksa kunci 'account_action'.",
    en="There is no labelled account. Check the key 'account_action'.",
)
ROWS = Wording(
    id="{rows} akun berlabel, {broken} bagian rusak.", en="{rows} labelled accounts, {broken} broken parts."
)
CONFUSION = Wording(
    id="Tindakan yang benar (baris) dan usulan mesin (kolom)", en="Right action (rows) and proposal (columns)"
)
TRUTH = Wording(id="Sebenarnya", en="Truth")
SHARES = Wording(id="Usulan yang dapat diterima", en="Acceptable proposals")
OF = Wording(id="Dari", en="Of")
SHARE = Wording(id="Bagian", en="Share")
ALL = Wording(id="semua akun", en="all accounts")
NEVER = Wording(
    id="akun yang harus dibiarkan dan tidak diusulkan ditindak",
    en="accounts to be left alone that were not proposed",
)
CONDEMNED = Wording(
    id="Harus dibiarkan, tetapi akunnya diusulkan", en="To be left alone, yet the account is proposed"
)
NONE_CONDEMNED = Wording(
    id="Tidak ada akun yang harus dibiarkan tetapi diusulkan ditindak.",
    en="No account that should be left alone was proposed.",
)
MISSES = Wording(id="Usulan yang tidak dapat diterima", en="Proposals that are not acceptable")
ACCOUNT = Wording(id="Akun", en="Account")
PROPOSED = Wording(id="Usulan", en="Proposal")
