"""One root for every error; what is skipped and what stops the run are different classes."""

from dataclasses import dataclass, field

from turunkan.core.vocab.wording import Lang, Wording


class TurunkanError(Exception):
    """Every error that turunkan raises on purpose.

    `log` is one English line for the log; `person` says what happened, to what, and what to do.
    """

    def __init__(self, log: str, person: Wording) -> None:
        super().__init__(log)
        self.log = log
        self.person = person

    def say(self, lang: Lang) -> str:
        """The message for the person, in their language."""
        return self.person.say(lang)


class SkipThis(TurunkanError):
    """One record or field cannot be read; it is named and counted, and the run goes on with the next."""


class StopRun(TurunkanError):
    """The run cannot go on: a pack is wrong, a file is no capture, an argument makes no sense."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a capture that could not be read: kept where it is, named and counted.

    `where` is `file:line` (or `file` alone), `part` what was lost (`record`, `posted_at`, …), `code` a
    stable name for counting (`not-json`, `line-too-long`, …), `message` the sentence for the person,
    `excerpt` how the source begins there, where it is text.
    """

    where: str
    part: str
    code: str
    message: Wording
    excerpt: str = field(default="", compare=False)
