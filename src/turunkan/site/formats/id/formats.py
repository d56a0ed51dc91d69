"""Indonesian dates as an official letter writes them: "17 Agustus 2026", not "17 Agu 2026"."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H.i"
TIME_FORMAT = "H.i"
