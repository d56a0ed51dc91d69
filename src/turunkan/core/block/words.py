"""Kernel, third part: one text → its readings. What the reader and the sieve have in common."""

from numba import njit

from turunkan.core.block.codes import TOO_MUCH
from turunkan.core.block.context import asks_context
from turunkan.core.block.letters import find_tokens, fold_either, mark_tags
from turunkan.core.block.runs import known_runs, other_runs


@njit(inline="always")
def read_words(text, pack, remembered, texts, room, asks):
    """Reads the words of one text into the room; with `asks` also whether it takes a wider look.

    Answers (bytes, pictographs, plain, any hashtag, tokens, what it asks, readings, runs to be asked, state).
    """
    folding = pack.fold, pack.plain, pack.several_at, pack.several, pack.flag_sign
    tokens = room.token_start, room.token_end, room.token_tag, room.token_head, room.token_tail
    all_tokens = (*tokens, room.token_known)
    book = (
        remembered.table,
        remembered.run_letters,
        (remembered.said_start, remembered.said_end, remembered.said_word, remembered.said_devices),
        remembered.silent,
    )
    readings = room.reading_start, room.reading_end, room.reading_word, room.reading_devices
    others = room.other_start, room.other_end, room.other_mode
    most = len(room.reading_start) - 8
    n, signs, simple, hashes = fold_either(
        texts.points, texts.text_at[text], texts.text_at[text + 1], folding, room.letters, room.starts, room.ends,
        room.hidden, room.sign_at, room.sign_index,
    )  # fmt: skip
    fits = n >= 0
    n = max(n, 0)
    many = find_tokens(room.letters, n, pack.classes, *tokens)
    if hashes:
        mark_tags(room.letters, n, many, room.token_start, room.token_tag, room.tagged)
    asked = 0
    if asks:
        figures = pack.figure_at, pack.figure_letters, pack.figure_groups, pack.figure_hint
        asked = asks_context(room.letters, n, tokens, many, figures)
    count, listed, state = known_runs(room.letters, n, all_tokens, many, book, readings, most, others)
    unknown = 0
    if listed > 0:
        scratch = room.buffer, room.buffer2, room.squeezed, room.prefix, room.looked
        count, unknown, state = other_runs(
            room.letters, listed, others, book, _hints(pack), scratch, room.meant, readings, most, count
        )
    if not fits:
        state = TOO_MUCH
    return n, signs, simple, hashes, many, asked, count, unknown, state


@njit(inline="always")
def _hints(pack):
    """What `spelling.may_say` goes by."""
    known = pack.known, pack.known_seen, pack.known_group, pack.group_at, pack.group_word
    hidden = pack.hidden_keys, pack.hidden_seen, pack.hidden_group, pack.group_at, pack.group_word
    plain = pack.known_skeleton, pack.skeleton_seen, pack.skeleton_group, pack.group_at, pack.group_word
    drawn = pack.known_squeezed, pack.squeezed_seen, pack.squeezed_group, pack.group_at, pack.group_word
    loose = plain, drawn, pack.trigrams_skeleton, pack.skeleton, pack.affix_skeleton
    return known, hidden, pack.trigrams, pack.affix_at, pack.affix_letters, loose, pack.powers, pack.places
