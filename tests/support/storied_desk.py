"""A story for a desk of its own: what tables may hold, from captures to a letter that was answered."""

# Run after HEAD of own_desk. Texts are of every sort that a database could change on the way: other scripts,
# quotes, line ends, zeros at the end of a second's fraction. One Item is gone again, so that its number is free.
STORY = """
import io
from datetime import timedelta
from django.conf import settings
from django.utils import timezone
from turunkan.core.vocab import Action, Label
from turunkan.desk.audit.services import record
from turunkan.desk.cases.services import add_to_case, open_case
from turunkan.desk.followup.kinds import AnswerKind, Refusal
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.models import Account, Item, ItemMedia, MediaFile
from turunkan.desk.intake.services.media import media_store
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.intake.services.sweep import expire_items
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.send import send
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import Verdict, decide, decide_account
from turunkan.desk.subjects.selectors import latest_version
from turunkan.site.demo.people import add_contacts, add_office, add_people

settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "surat.example"
BALE = "Ready bal segel jaket second import Korea isi 120 pcs, harga 3 juta, minat WA 0812-0000-1147"

def bring_in(first, last, text, handle="gudang.contoh"):
    posts = [json.dumps({
        "id": str(number), "platform": "instagram", "kind": "post", "text": f"{text} {number}",
        "url": f"https://www.instagram.example/p/{number}/", "author": {"id": "u1", "handle": handle},
        "posted_at": "2026-11-10T08:00:00+07:00", "captured_at": "2026-11-20T08:00:00.120000+07:00",
    }) for number in range(first, last)]
    lines = "\\n".join([*posts, '{"text": '])
    import_capture(io.BytesIO(lines.encode()), "tangkapan.jsonl", by=None, subject=latest_version())
    return [Item.objects.get(native_id=str(number)) for number in range(first, last)]

def confirmed(items):
    for item in items:
        decide(item, Verdict(label=Label.SELLER, tier="bale", measure=Action.NOTICE, reason="bale-offer", note="",
                             content_hash=item.content_hash), by=people["bima"])
    return list(Item.objects.filter(pk__in=[item.pk for item in items]).order_by("pk"))

def letter(case, entries, follows=None):
    (notice,) = draft(case, entries, by=people["sari"], follows=follows)
    notice.waived = {"pictured": "Tangkapan layar menyusul \\u2028 \\"nanti\\"."}
    notice.save()
    return notice

people = {user.username: user for user in User.objects.all()}
"""
TOLD = (
    STORY
    + """
people = add_people(add_office())
add_contacts()
items = confirmed(bring_in(1, 5, BALE + " \\U0001f9e5 \\u0645\\u0644\\u0627\\u0628\\u0633 \\u202e'\\"\\\\ \\t"))
account = decide_account(Account.objects.get(), by=people["ratna"], note="empat bal")
case = open_case(items[:3], by=people["sari"], account_decisions=[account])
add_to_case(case, items[3:], by=people["sari"])
notice = sign(letter(case, list(case.entries.exclude(item=None))), by=people["wulan"])
send(notice, by=people["wulan"])
refused = Given(AnswerKind.REFUSED, Refusal.CHANNEL, "formulir\\n\\ttersendiri")
take_answers(notice.grants.latest("pk"), {1: refused}, answered_by="Tim T&S")
notice.refresh_from_db()
letter(case, list(case.entries.exclude(item=None))[:1], follows=notice)
frames = [{"at": None, "shown": media_store().put(b"as it is shown")}]
picture = MediaFile.objects.create(sha256=media_store().put(b"a picture"), size=9, state="read", frames=frames)
ItemMedia.objects.create(item=items[0], file=picture, position=0)
bring_in(90, 92, "Hidden gem kopi susu di gang kecil")
Item.objects.filter(native_id="91").update(expires_at=timezone.now() - timedelta(days=1))
assert expire_items(timezone.now()) == 1
print(json.dumps(case.code))
"""
)
# Everything in the office's tables, by Django's own serializer.
ALL_ROWS = """
import hashlib
from django.apps import apps
from django.core import serializers
from turunkan.desk.audit.selectors import check_chain
def rows(model):
    plain = serializers.serialize("python", model.objects.order_by("pk"))
    return [json.dumps(one, sort_keys=True, default=str) for one in plain]
MINE = [model for model in apps.get_models() if model.__module__.startswith("turunkan.desk.")]
print(json.dumps({"whole": check_chain().whole} | {model._meta.db_table: rows(model) for model in MINE}))
"""
