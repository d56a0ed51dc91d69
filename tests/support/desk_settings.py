"""The desk's settings under test: no data folder of anybody's, a fixed key, fast passwords."""

import os
import tempfile

os.environ["TURUNKAN_HOME"] = tempfile.mkdtemp(prefix="turunkan-test-")
os.environ["TURUNKAN_SECRET_KEY"] = "only-for-tests-0123456789-0123456789-0123456789"
os.environ["DATABASE_URL"] = os.environ.get("TURUNKAN_TEST_DATABASE_URL", "")
for _name in ("TURUNKAN_MAIL_URL", "TURUNKAN_DEMO", "TURUNKAN_BASE_URL"):
    os.environ.pop(_name, None)

from turunkan.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
