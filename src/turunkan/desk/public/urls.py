"""The pages without login; `None` says so of each method."""

from turunkan.desk.parties.access import page
from turunkan.desk.public import evidence, views

urlpatterns = [
    page("t/<str:token>/", views.answer, "answer", get=None, post=None),
    page("t/<str:token>/terima-kasih/", views.answered, "answered", get=None),
    page("t/<str:token>/surat.pdf", views.letter, "answer-letter", get=None),
    page("v/<str:code>/", views.verify, "verify", get=None, post=None),
    page("periksa/", evidence.check_bundle, "check-bundle", get=None, post=None),
    page("kunci/", evidence.keys, "public-keys", get=None),
    page("kunci/keys.json", evidence.keys_json, "public-keys-json", get=None),
    page("kunci/verify.py", evidence.verifier, "verifier", get=None),
    page("bahasa/", views.language, "language", post=None),
    page("healthz", views.healthz, "healthz", get=None),
    page("readyz", views.readyz, "readyz", get=None),
]
