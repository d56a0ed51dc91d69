"""Writes: the recipients that a new desk knows, and its users. Callers record them, for audit stands above."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.parties.known import KNOWN
from turunkan.desk.parties.models import Office, Recipient, User
from turunkan.desk.parties.roles import Role

_WEAK = Wording(id="Kata sandi belum cukup kuat: {why}", en="The password is not strong enough: {why}")
_TAKEN = Wording(id="Nama pengguna {name} sudah dipakai.", en="The user name {name} is taken.")
_LAST_ADMIN = Wording(
    id="Ini satu-satunya admin yang aktif; jadikan orang lain admin dahulu.",
    en="This is the only active administrator; make somebody else one first.",
)
_NO_POST = Wording(
    id="Penyelia menandatangani surat, maka jabatannya harus diisi.",
    en="A supervisor signs letters, so the post must be given.",
)


def ensure_recipients() -> int:
    """Add the known recipients that are missing; rows that the office changed stay as they are."""
    there = set(Recipient.objects.values_list("key", flat=True))
    missing = [
        Recipient(
            key=known.key,
            name=known.name,
            hosts=list(known.hosts),
            sort=Recipient.Sort.AUTHORITY if known.authority else Recipient.Sort.PLATFORM,
        )
        for known in KNOWN
        if known.key not in there
    ]
    Recipient.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def user_create(*, username: str, password: str, role: Role, name: str, post: str, email: str = "") -> User:
    """A new person. Raises SkipThis for a taken name, a weak password, or a supervisor without a post."""
    if User.objects.filter(username__iexact=username).exists():
        raise SkipThis(f"user name taken: {username}", _TAKEN.fill(name=username))
    if role is Role.PENYELIA and not post.strip():
        raise SkipThis("supervisor without a post", _NO_POST)
    user = User(username=username, role=role.value, post=post.strip(), email=email, office=Office.objects.first())
    user.first_name, _, user.last_name = name.strip().partition(" ")
    _set_password(user, password)
    user.save()
    return user


def user_change(user: User, *, role: Role, post: str, active: bool, password: str = "") -> User:
    """A new role, post, access or password. Raises SkipThis where no administrator would be left."""
    leaves_admin = user.role == Role.ADMIN and user.is_active and not (active and role is Role.ADMIN)
    if leaves_admin and not User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk).exists():
        raise SkipThis("last administrator", _LAST_ADMIN)
    if role is Role.PENYELIA and not post.strip():
        raise SkipThis("supervisor without a post", _NO_POST)
    user.role, user.post, user.is_active = role.value, post.strip(), active
    if password:
        _set_password(user, password)
    user.save(update_fields=["role", "post", "is_active", "password"])
    return user


def switch_shortcuts(user: User) -> None:
    """Single keys on where they were off, and off where they were on."""
    user.shortcuts = not user.shortcuts
    user.save(update_fields=["shortcuts"])


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        why = " ".join(error.messages)
        raise SkipThis("weak password", _WEAK.fill(why=why)) from error
    user.set_password(password)
