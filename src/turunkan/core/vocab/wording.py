"""One sentence in the two languages of the desk, Indonesian first."""

from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """A language of the screens, letters and reasons (ISO 639-1)."""

    ID = "id"
    EN = "en"


class Wording(NamedTuple):
    """A sentence for people, in Indonesian and in English."""

    id: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.id if lang is Lang.ID else self.en

    def fill(self, **values: object) -> "Wording":
        """The same sentence with `{name}` places filled; a value that is a Wording is said in each language."""
        said = values
        for value in values.values():
            if type(value) is Wording:
                said = {name: each.en if type(each) is Wording else each for name, each in values.items()}
                values = {name: each.id if type(each) is Wording else each for name, each in values.items()}
                break
        return Wording(self.id.format_map(values), self.en.format_map(said))

    def then(self, other: "Wording") -> "Wording":
        """This sentence with another right after it."""
        return Wording(self.id + other.id, self.en + other.en)

    def around(self, place: str) -> tuple["Wording", "Wording"]:
        """What stands before and after one `{place}`; for a sentence that is filled often."""
        (id_before, id_after), (en_before, en_after) = (said.split(f"{{{place}}}") for said in (self.id, self.en))
        return Wording(id_before, en_before), Wording(id_after, en_after)


def figure(number: int) -> Wording:
    """A whole number with its thousands apart, as each language writes them."""
    grouped = f"{number:,}"
    return Wording(grouped.replace(",", "."), grouped)
