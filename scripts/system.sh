#!/bin/sh
# Install the system packages that are missing: `system.sh desk` for letters as PDF, `system.sh tests` for all checks.
# As root on Debian they are installed; otherwise they are named.
set -eu

missing=""
want() { missing="$missing $1"; } # want PACKAGE

ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0' || want libpangoft2-1.0-0
ldconfig -p 2>/dev/null | grep -q 'libharfbuzz-subset' || want libharfbuzz-subset0
fonts="$(fc-list 2>/dev/null || true)"
command -v fc-list >/dev/null || want fontconfig
case "$fonts" in *Liberation*) ;; *) want fonts-liberation ;; esac
case "$fonts" in *Symbola*) ;; *) want fonts-symbola ;; esac

if [ "${1:-desk}" = tests ]; then
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || want chromium
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || want postgresql
    case "$fonts" in *DejaVu*) ;; *) want fonts-dejavu-core ;; esac # the letters of drawn pictures
    command -v java >/dev/null || want openjdk-17-jre-headless # Spark
    command -v msgfmt >/dev/null || want gettext
    command -v pdftotext >/dev/null || want poppler-utils
fi

[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086 # one word a package
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
else
    echo "turunkan needs these system packages:$missing. Install them (Debian: apt-get install$missing) and run make again." >&2
    exit 1
fi
