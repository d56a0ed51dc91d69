"""Kernel, third part continued: one text → its readings. What the reader and the sieve have in common."""

from numba import njit

from turunkan.core.block.codes import TOO_MUCH
from turunkan.core.block.context import asks_context
from turunkan.core.block.folding import fold_text
from turunkan.core.block.letters import find_tokens, mark_tags
from turunkan.core.block.runs import known_runs, other_runs


@njit(inline="always")
def read_words(text, pack, remembered, texts, room, asks, mapped):
    """Reads the words of one text into the room; with `asks` also whether it takes a wider look.

    `mapped`: with the way back from each letter to the original. Answers (bytes, pictographs, plain, any hashtag,
    tokens, what it asks, readings, runs to be asked, state).
    """
    tokens = room.token_start, room.token_end, room.token_tag, room.token_head, room.token_tail
    first, last = texts.text_at[text], texts.text_at[text + 1]
    n, signs, simple, hashes = fold_text(texts.points, first, last, pack, room, mapped)
    fits = n >= 0
    n = max(n, 0)
    many = find_tokens(room.letters, n, pack.classes, *tokens)
    if hashes:
        mark_tags(room.letters, n, many, room.token_start, room.token_tag, room.tagged)
    asked = 0
    if asks:
        figures = pack.figure_at, pack.figure_letters, pack.figure_groups, pack.figure_hint
        asked = asks_context(room.letters, n, tokens, many, figures)
    count, listed, state = known_runs(n, many, remembered, room)
    unknown = 0
    if listed > 0:
        count, unknown, state = other_runs(listed, remembered, pack, room, count)
    if not fits:
        state = TOO_MUCH
    return n, signs, simple, hashes, many, asked, count, unknown, state
