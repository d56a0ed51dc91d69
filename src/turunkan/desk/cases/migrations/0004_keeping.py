"""Holds, and what is left of evidence that was deleted; both closed to changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from turunkan.desk.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_page_capture"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("holds", models.BooleanField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="cases.case"
                    ),
                ),
            ],
            options={
                "db_table": "cases_hold",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("retention", "masa simpan berakhir"),
                            ("captured-by-mistake", "terekam karena keliru, misalnya data pribadi orang lain"),
                            ("ordered", "diperintahkan pengadilan atau lembaga"),
                        ],
                        max_length=30,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tombstone",
                        to="cases.sealedfile",
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tombstones", to="cases.seal"
                    ),
                ),
            ],
            options={
                "db_table": "cases_tombstone",
                "ordering": ["pk"],
            },
        ),
        append_only("cases_hold"),
        append_only("cases_tombstone"),
    ]
