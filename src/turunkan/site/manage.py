"""Django's own commands, for those who build the desk: `python -m turunkan.site.manage makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turunkan.site.settings")
    execute_from_command_line(sys.argv)
