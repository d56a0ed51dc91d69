"""What must not stand in a log: the keys of answer pages."""

import logging
import re

_KEY = re.compile(r"/t/[^/\s\"']+")


class WithoutKeys(logging.Filter):
    """Replaces the key in the address of an answer page, in the message and in its arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without keys."""
        record.msg, record.args = _KEY.sub("/t/…", record.getMessage()), ()
        return True
