"""Layout: the arrays that Python and the kernel share, in the order of the kernel's parameters.

The kernel is called with one table of addresses and lengths, so that compiled code can be kept on disk and
called again without the compiler (see `machine`).
"""

U8, U32, U64, I32, I64 = "uint8", "uint32", "uint64", "int32", "int64"


def _slots(*groups: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, dtype) for dtype, names in groups for name in names.split())


PACK = _slots(
    (U32, "fold"),
    (U8, "plain classes"),
    (I32, "several_at"),
    (U8, "several"),
    (I32, "flag_sign"),
    (U8, "skeleton gap_ok"),
    (I32, "negator_at"),
    (U8, "negator_letters"),
    (I32, "affix_at"),
    (U8, "affix_letters affix_skeleton"),
    (I32, "figure_at"),
    (U8, "figure_letters"),
    (I64, "figure_groups"),
    (U8, "figure_hint"),
    (I32, "word_at_root node_term"),
    (I64, "edge_key"),
    (I32, "edge_child term_concept sign_term"),
    (U64, "trigrams trigrams_skeleton known known_seen known_skeleton skeleton_seen known_squeezed squeezed_seen"),
    (U64, "hidden_keys hidden_seen powers"),
    (I64, "places"),
)
"""What a pack compiles to."""

REMEMBERED = _slots(
    (U64, "table"),
    (U8, "run_letters said_start said_end"),
    (I32, "said_word"),
    (U32, "said_devices"),
    (U64, "silent"),
)
"""What the spellbook answered so far."""

TEXTS = _slots((U32, "points"), (I64, "text_at todo"))
"""A block of texts, and which of them (or of its Items) are to be read."""

AROUND = _slots(
    (U8, "text_place has_context"),
    (I64, "context_at"),
    (I32, "context_start context_end context_word"),
    (U32, "context_devices"),
)
"""Where each text stands, and the readings that only a wider look gave."""

ROOM = _slots(
    (U8, "letters"),
    (I32, "starts ends"),
    (U32, "hidden"),
    (U8, "tagged"),
    (I32, "token_start token_end"),
    (U8, "token_tag"),
    (U64, "token_head token_tail"),
    (I32, "reading_start reading_end reading_word"),
    (U32, "reading_devices"),
    (I32, "other_start other_end"),
    (U8, "other_mode"),
    (I32, "sign_at sign_index"),
    (U8, "buffer buffer2 squeezed"),
    (U64, "prefix"),
)
"""Room to read in, for the longest text."""

TERM_ROOM = _slots(
    (U8, "quoted"),
    (I32, "stack_node stack_reading"),
    (U32, "stack_devices"),
    (I32, "match_term match_begin match_end"),
    (U32, "match_devices"),
    (I32, "match_order"),
)
"""Room to find terms in."""

MISSED = _slots((U8, "missed_letters missed_mode"), (I64, "missed_at counts"))
"""Runs of letters to ask the spellbook about."""

FOUND = _slots(
    (I64, "out_text"),
    (I32, "out_term out_start out_end"),
    (U32, "out_devices"),
    (U8, "out_place out_denied"),
    (I32, "out_word"),
    (U8, "status odd_letters"),
    (I64, "odd_at"),
)
"""Hits; texts that take a wider look."""

READ = (*PACK, *REMEMBERED, *TEXTS, *AROUND, *ROOM, *TERM_ROOM, *MISSED, *FOUND)

BAG = _slots(
    (I64, "item_at"),
    (I32, "led_at led_term others_at others_word seen_in word_list"),
    (U64, "bag"),
    (U8, "verdict"),
)
"""Terms by the rarest of their words, and the words of one Item."""

RULES = _slots(
    (U64, "names needs unless"),
    (U8, "is_evidence is_relief"),
    (U64, "all_of any_of none_of said_of said_any_of count_of"),
    (I64, "count_least near_words near_one near_other shape"),
)
"""What the guards, rules and filters of a pack compile to."""

JUDGED = _slots(
    (I64, "hit_item hit_concept hit_field hit_word"),
    (U8, "hit_place hit_denied counted"),
    (I64, "affirmed"),
    (U8, "outside standing"),
    (U64, "has said supports"),
    (U8, "fired"),
)
"""The hits of a block, room, and what fires."""

JUDGE = (*RULES, *JUDGED)

SIEVE = (*PACK, *REMEMBERED, *TEXTS, *ROOM, *MISSED, *BAG, *RULES)
