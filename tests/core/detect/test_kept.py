"""What is kept stays bounded, and the newest is always there."""

from turunkan.core.detect import kept


def test_it_forgets_before_it_grows_too_large(monkeypatch):
    monkeypatch.setattr(kept, "_MOST", 3)
    answers = kept.Kept()
    sizes = []
    for number in range(10):
        answers[number] = number * number
        assert answers[number] == number * number
        sizes.append(len(answers))
    assert max(sizes) == 3
