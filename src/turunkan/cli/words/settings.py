"""Words of `settings`."""

from turunkan.core.vocab import Wording
from turunkan.site.environment import Origin

NAME = Wording(id="Nama", en="Name")
VALUE = Wording(id="Nilai", en="Value")
ORIGIN = Wording(id="Dari", en="From")
DEFAULT = Wording(id="Bawaan", en="Default")
MEANING = Wording(id="Arti", en="Meaning")

ORIGINS = {
    Origin.ENVIRONMENT: Wording(id="lingkungan", en="environment"),
    Origin.FILE: Wording(id=".env", en=".env"),
    Origin.DEFAULT: Wording(id="bawaan", en="default"),
}
