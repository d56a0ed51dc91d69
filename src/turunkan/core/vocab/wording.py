"""One sentence in the two languages of the desk, Indonesian first."""

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of the screens, letters and reasons (ISO 639-1)."""

    ID = "id"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence for people, in Indonesian and in English."""

    id: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.id if lang is Lang.ID else self.en

    def fill(self, **values: object) -> "Wording":
        """The same sentence with `{name}` places filled; a value that is a Wording is said in each language."""
        said: dict[str, object] = values
        if any(type(value) is Wording for value in values.values()):
            said = {name: value.en if type(value) is Wording else value for name, value in values.items()}
            values = {name: value.id if type(value) is Wording else value for name, value in values.items()}
        return Wording(self.id.format_map(values), self.en.format_map(said))

    def then(self, other: "Wording") -> "Wording":
        """This sentence with another right after it."""
        return Wording(self.id + other.id, self.en + other.en)
