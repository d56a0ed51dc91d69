"""A tiny pack of another subject, whole and valid, for the tests to load and to spoil."""

from pathlib import Path

FILES = {
    "pack.yaml": """\
name: telur-penyu
version: 1.0.0
title: {id: Telur penyu, en: Turtle eggs}
as_of: 2026-01-01
facts:
  - {id: eggs, kind: evidence, title: {id: telur, en: eggs}}
  - {id: offer, kind: evidence, title: {id: tawaran, en: offer}}
  - {id: news, kind: relief, title: {id: berita, en: news}}
evidence:
  - {any: [eggs]}
  - {said: [offer]}
scopes: [trader]
never_alone: []
outcomes:
  - label: seller
    tier: nest
    title: {id: penjual sesarang, en: seller by the nest}
    priority: high
    action: notice
    law: [trader]
negators: [bukan]
denial: news
joiners: [segar]
keywords: [telur]
confidence:
  accused_hard: 0.9
  accused_medium: 0.8
  lowered: 0.7
  disputed: 0.6
  suspected: 0.5
  freed: 0.8
  silent: 0.7
accounts:
  recent_days: 60
  sure: 0.5
  doubtful: 0.3
  dominant: {least: 3, share: 0.5}
  repeated: {least: 5, grave: 4, share: 0.25, days: 30}
  bio: {names: [eggs], orders: [offer], least: 2, share: 0.6}
  regular: {claims: [news], each: [tiap], whens: [hari, bulan purnama], least: 4, share: 0.1}
  minors: {phrases: [anak sd], unless: [ibu]}
  confidence:
    bio: 0.91
    backed_bio: 0.81
    dominant: 0.82
    repeated: 0.83
    regular: 0.84
    few: 0.71
    past: 0.72
    doubtful: 0.61
    spared: 0.51
    nothing: 0.92
""",
    "terms/a.yaml": """\
- id: turtle-egg
  facts: [eggs]
  ambiguity: low
  means: {id: telur penyu, en: turtle egg}
  terms: [telur penyu, telor penyu]
  sources: [V1]
- id: selling
  facts: [offer]
  means: {id: kata jual, en: words of selling}
  terms: [jual, ready]
  marks: [kind=listing]
- id: reporting
  facts: [news]
  means: {id: kata berita, en: words of news}
  terms: [polisi, menyita]
""",
    "rules.yaml": """\
- id: seller-nest
  label: seller
  tier: nest
  strength: hard
  when: {all: [turtle-egg], said_any: [offer]}
  because: {id: telur penyu ditawarkan, en: turtle eggs are offered}
  match: [jual telur penyu]
  no_match: [jual telur ayam]
- id: seller-hint
  label: seller
  tier: nest
  strength: soft
  when: {count: {least: 1, of: [eggs, offer]}}
  because: {id: telur penyu disebut, en: turtle eggs are named}
  match: [telur penyu]
  no_match: [telur ayam]
""",
    "filters.yaml": """\
- id: news-voice
  label: speech
  strength: medium
  when: {all: [news], none: [offer]}
  because: {id: gaya berita, en: the voice of news}
  match: [polisi menyita telur penyu]
  no_match: [jual telur penyu]
""",
    "law.yaml": """\
statutes:
  - id: OLD
    title: {id: Aturan lama, en: Old rule}
    says: {id: telur penyu dilarang dijual, en: turtle eggs may not be sold}
    articles: {value: pasal 1, status: sourced}
    tariff: {value: 0407.00.00, status: to-verify}
    caution: {id: Hanya telur penyu., en: Only turtle eggs.}
    scopes: [trader]
    valid_from: {value: 2020-01-01, status: sourced}
    valid_to: {value: 2024-12-31, status: sourced}
    successor: NEW
    sources: [S1]
  - id: NEW
    title: {id: Aturan baru, en: New rule}
    says: {id: telur penyu dilarang dijual, en: turtle eggs may not be sold}
    articles: {value: pasal 2, status: sourced}
    scopes: [trader]
    valid_from: {value: 2025-01-01, status: sourced}
    valid_to: {value: "-", status: sourced}
    sources: [S2]
tolerances:
  - id: STOCK
    title: {id: stok boleh dihabiskan, en: stock may be sold off}
    label: seller
    tier: nest
    action: review
    valid_from: {value: 2025-01-01, status: sourced}
    valid_to: {value: 2025-03-31, status: to-verify}
    sources: [S3]
""",
    "sources.yaml": """\
- {id: S1, title: Text of the old rule, address: hukum.example/1}
- {id: S2, title: Text of the new rule, address: hukum.example/2}
- {id: S3, title: What the minister said, address: berita.example/3}
- {id: V1, title: Names of turtle eggs}
""",
}


def write_tiny(folder: Path) -> Path:
    """The files of the tiny pack, in a new folder."""
    (folder / "terms").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, right: str, wrong: str) -> None:
    """Write one thing of a pack otherwise, which must stand there once."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(right) == 1, f"{right!r} must stand once in {name}"
    file.write_text(text.replace(right, wrong), encoding="utf-8")
