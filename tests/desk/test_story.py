"""From an import to an answered letter, through the services alone."""

import pytest

from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.notices.checks import blocking, problems_of
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User


@pytest.mark.django_db
def test_a_letter_is_signed_by_a_second_person(notice: Notice, people: dict[str, User]) -> None:
    assert blocking(notice) == [], problems_of(notice)
    signed = sign(notice, by=people["penyelia"])
    assert signed.number.startswith("B-001/")
    assert bytes(signed.pdf).startswith(b"%PDF")
    assert check_chain().whole
