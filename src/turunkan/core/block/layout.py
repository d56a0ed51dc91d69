"""Layout: the arrays that Python and the kernels share, in groups; a kernel takes some groups, in their order.

A kernel is called with one table of addresses and lengths, so that compiled code can be kept on disk and
called again without the compiler (see `machine`). Inside, each group is a named tuple of arrays.
"""

from collections import namedtuple
from collections.abc import Iterable
from typing import Any, NamedTuple

U8, U32, U64, I32, I64 = "uint8", "uint32", "uint64", "int32", "int64"


class Group(NamedTuple):
    """Arrays that go together: the type that holds them, and the name and kind of each."""

    type: Any
    slots: tuple[tuple[str, str], ...]


def _group(title: str, *kinds: tuple[str, str]) -> Group:
    slots = tuple((name, kind) for kind, names in kinds for name in names.split())
    return Group(namedtuple(title, [name for name, _ in slots]), slots)


def kinds_of(groups: Iterable[Group]) -> dict[str, str]:
    """The kind of every array of some groups, by its name."""
    return {name: kind for group in groups for name, kind in group.slots}


PACK = _group(
    "Pack",
    (U32, "fold"),
    (U8, "classes"),
    (I32, "several_at"),
    (U8, "several"),
    (I32, "flag_sign"),
    (U8, "skeleton gap_ok"),
    (I32, "negator_at"),
    (U8, "negator_letters"),
    (I32, "affix_at affix_on affix_on_skeleton"),
    (U8, "affix_letters affix_skeleton symbols traits pairs sounds"),
    (I32, "figure_at"),
    (U8, "figure_letters"),
    (I64, "figure_groups"),
    (U8, "figure_hint"),
    (I32, "word_at_root node_term"),
    (I64, "edge_key"),
    (I32, "edge_child term_concept sign_term"),
    (U64, "begin begin_skeleton begin_squeezed end end_skeleton known known_seen"),
    (I32, "known_group"),
    (U64, "known_skeleton skeleton_seen"),
    (I32, "skeleton_group"),
    (U64, "known_squeezed squeezed_seen"),
    (I32, "squeezed_group"),
    (U64, "hidden_keys hidden_seen"),
    (I32, "hidden_group group_at group_word"),
    (U64, "powers"),
    (I64, "places"),
)
"""What a pack compiles to."""

REMEMBERED = _group(
    "Remembered",
    (U64, "table"),
    (U8, "run_letters said_start said_end"),
    (I32, "said_word"),
    (U32, "said_devices"),
    (U64, "silent"),
)
"""What the spellbook answered so far."""

TEXTS = _group("Texts", (U32, "points"), (I64, "text_at"))
"""A block of texts."""

AROUND = _group(
    "Around",
    (I64, "todo"),
    (U8, "text_place has_context"),
    (I64, "context_at"),
    (I32, "context_start context_end context_word"),
    (U32, "context_devices"),
)
"""Which texts are to be read, where each stands, and the readings that only a wider look gave."""

ROOM = _group(
    "Room",
    (U8, "letters"),
    (I32, "starts ends"),
    (U32, "hidden"),
    (U8, "tagged"),
    (I32, "token_start token_end"),
    (U8, "token_tag"),
    (U64, "token_head token_tail token_slot"),
    (U8, "token_known"),
    (I32, "reading_start reading_end reading_word"),
    (U32, "reading_devices"),
    (I32, "other_start other_end"),
    (U8, "other_mode"),
    (I32, "sign_at sign_index"),
    (U8, "buffer buffer2 squeezed"),
    (U64, "prefix looked"),
    (I32, "meant"),
)
"""Room to read in, for the longest text."""

TERM_ROOM = _group(
    "TermRoom",
    (U8, "quoted"),
    (I32, "stack_node stack_reading"),
    (U32, "stack_devices"),
    (I32, "match_term match_begin match_end"),
    (U32, "match_devices"),
    (I32, "match_order"),
)
"""Room to find terms in."""

MISSED = _group("Missed", (U8, "missed_letters missed_mode"), (I64, "missed_at counts"))
"""Runs of letters to ask the spellbook about."""

FOUND = _group(
    "Found",
    (I64, "out_text"),
    (I32, "out_term out_start out_end"),
    (U32, "out_devices"),
    (U8, "out_place out_denied"),
    (I32, "out_word"),
    (U8, "status odd_letters"),
    (I64, "odd_at"),
)
"""Hits; texts that take a wider look."""

READ = (PACK, REMEMBERED, TEXTS, AROUND, ROOM, TERM_ROOM, MISSED, FOUND)

BAG = _group(
    "Bag",
    (I64, "item_at mark_at mark_concept"),
    (I32, "led_at led_term spelt_at spelt_word seen_in word_list met_in met_list waiting"),
    (U64, "stands bag support"),
    (U8, "passes wordless"),
)
"""Terms by the rarest of their words, and the words of one Item with where they stand."""

RULES = _group(
    "Rules",
    (U64, "names needs unless"),
    (U8, "is_evidence is_relief"),
    (U64, "all_of any_of none_of said_of said_any_of count_of doubtful_of"),
    (I64, "count_least doubtful_least near_words near_one near_other shape"),
)
"""What the guards, rules and filters of a pack compile to."""

JUDGED = _group(
    "Judged",
    (I64, "hit_item hit_concept hit_field hit_word"),
    (U8, "hit_place hit_denied counted"),
    (I64, "affirmed"),
    (U8, "outside standing"),
    (U64, "has said supports"),
    (U8, "fired"),
)
"""The hits of a block, room, and what fires."""

CLASSIFIER = _group(
    "Classifier",
    (U8, "fold_marks"),
    ("int16", "weights"),
    (I64, "bias roots hit_rows_at"),
    (I32, "hit_rows"),
    (I64, "detector_row"),
)
"""A trained model: its table, what groups are divided by, and the rows of what the rules see."""

CLASSIFIED = _group(
    "Classified",
    (I64, "wanted item_at item_hit_at hit_concept"),
    (U8, "text_place hit_place counted fired"),
    (I64, "surface_at"),
    (I32, "surface_rows seen_in"),
    (I64, "sums counts_of marks scores"),
)
"""Which Items are classified, what was seen in them, room, and the scores."""

JUDGE = (RULES, JUDGED)

CLASSIFY = (PACK, TEXTS, ROOM, CLASSIFIER, CLASSIFIED)

SIEVE = (PACK, REMEMBERED, TEXTS, ROOM, BAG, RULES)
