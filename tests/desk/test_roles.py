"""Roles: one table says who may do what, and the services ask it themselves."""

from collections.abc import Callable

import pytest
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.vocab import SkipThis
from turunkan.desk.cases.services import open_case
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import DUTIES, RIGHTS, TITLES, Right, Role, may
from turunkan.desk.parties.services import user_change, user_create
from turunkan.desk.review.services import decide, decide_account, reopen
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.services import check_article

TABLE = {
    #                 petugas peninjau penyelia hukum auditor admin
    Right.ENTER: "     yes     yes      yes      yes   yes     yes",
    Right.LOOK: "      yes     yes      yes      yes   yes     no",
    Right.ADDRESS: "   yes     yes      yes      yes   yes     yes",
    Right.IMPORT: "    yes     yes      yes      no    no      no",
    Right.DECIDE: "    no      yes      yes      no    no      no",
    Right.DRAFT: "     yes     yes      yes      no    no      no",
    Right.SIGN: "      no      no       yes      no    no      no",
    Right.RECIPIENTS: "no      no       yes      no    no      yes",
    Right.CHECK_LAW: " no      no       no       yes   no      no",
    Right.KEEP: "      no      no       yes      yes   no      no",
    Right.AUDIT: "     no      no       no       no    yes     no",
    Right.MANAGE: "    no      no       no       no    no      yes",
}
CELLS = [
    (role, right, said == "yes")
    for right, row in TABLE.items()
    for role, said in zip(Role, row.split(), strict=True)
]


@pytest.mark.parametrize(("role", "right", "allowed"), CELLS)
def test_a_role_has_the_rights_written_down(role: Role, right: Right, allowed: bool) -> None:
    assert may(role, right) is may(role.value, right) is allowed


@pytest.mark.parametrize("role", ["", "root", "Penyelia", "penyelia ", "superuser"])
def test_what_is_no_role_has_no_right(role: str) -> None:
    assert not any(may(role, right) for right in Right)


@pytest.mark.parametrize("role", Role)
def test_who_is_not_active_has_no_right_whatever_the_role(role: Role) -> None:
    person = User(role=role.value, is_active=False)
    assert not any(person.may(right) for right in Right)
    assert User(role=role.value).may(Right.ENTER)


def test_a_superuser_without_a_role_has_no_right_either() -> None:
    assert not any(User(is_superuser=True, is_staff=True).may(right) for right in Right)


def test_every_role_has_a_title_and_its_duties() -> None:
    assert set(TITLES) == set(DUTIES) == set(RIGHTS) == set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("act", "right"),
    [("decide", Right.DECIDE), ("account", Right.DECIDE), ("reopen", Right.SIGN), ("case", Right.DRAFT)],
)
def test_a_service_asks_for_the_right_itself(
    bring_in: Import, people: dict[str, User], act: str, right: Right, role: Role
) -> None:
    bring_in(*(post(str(number), f"{BALE} {number}") for number in range(4)))
    for number in range(3):
        decide(item(str(number)), verdict(item(str(number))), by=people["peninjau2"])
    account, by = item("0").account, people[role]
    assert account is not None
    acts: dict[str, Callable[[], object]] = {
        "decide": lambda: decide(item("3"), verdict(item("3")), by=by),
        "account": lambda: decide_account(account, by=by, note="berulang"),
        "reopen": lambda: reopen(item("0"), by=by, note="keliru"),
        "case": lambda: open_case([item("1")], by=by),
    }
    if may(role, right):
        acts[act]()
        return
    with pytest.raises(SkipThis):
        acts[act]()


@pytest.mark.parametrize("role", Role)
def test_only_the_legal_desk_checks_articles(subject: SubjectVersion, people: dict[str, User], role: Role) -> None:
    statute = next(iter(law_of(subject)))
    if role is Role.HUKUM:
        assert check_article(subject, statute, by=people[role], holds=True, source="JDIH contoh").holds
        return
    with pytest.raises(SkipThis, match="may not check law"):
        check_article(subject, statute, by=people[role], holds=True, source="JDIH contoh")


def law_of(subject: SubjectVersion) -> list[str]:
    """The statutes that a version knows."""
    from turunkan.desk.subjects.selectors import pack_of

    return list(pack_of(subject).law.statutes)


GIVEN = {
    "username": "sari",
    "password": "cukup-panjang-dan-lain",
    "role": Role.PETUGAS,
    "name": "Sari Contoh",
    "post": "",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"role": Role.PENYELIA, "post": "Kepala Bidang"}, ""),
        ({"role": Role.PENYELIA}, "supervisor without a post"),
        ({"role": Role.PENYELIA, "post": "  "}, "supervisor without a post"),
        ({"password": "pendek"}, "weak password"),
        ({"password": "1234567890123"}, "weak password"),
        ({"password": "huruf-cukup-banyak"}, ""),
        ({"username": "sari.dinas.contoh", "password": "sari.dinas.contoh.1"}, "weak password"),
        ({"username": "Petugas"}, "user name taken"),
    ],
)
def test_a_person_is_added_or_refused(people: dict[str, User], changes: dict[str, object], refused: str) -> None:
    given = GIVEN | changes
    before = User.objects.count()
    if refused:
        with pytest.raises(SkipThis, match=refused):
            user_create(**given)  # type: ignore[arg-type]
        assert User.objects.count() == before
        return
    made = user_create(**given)  # type: ignore[arg-type]
    assert (made.role, made.shown_name, made.check_password(str(given["password"]))) == (
        given["role"],
        "Sari Contoh",
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "active"), [(Role.PETUGAS, True), (Role.ADMIN, False), (Role.PETUGAS, False)])
def test_the_last_administrator_stays(people: dict[str, User], role: Role, active: bool) -> None:
    admin = people["admin"]
    with pytest.raises(SkipThis, match="last administrator"):
        user_change(admin, role=role, post="", active=active)
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMIN, True)
    user_change(people["petugas"], role=Role.ADMIN, post="", active=True)
    assert user_change(admin, role=role, post="", active=active).role == role
