"""The table is closed to changes."""

from django.db import migrations

from turunkan.desk.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("subjects", "0001_initial")]
    operations = [append_only("subjects_version")]
