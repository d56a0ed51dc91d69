#!/bin/sh
# Run a command with TURUNKAN_TEST_DATABASE_URL set to a PostgreSQL of its own, on loopback, gone afterwards.
# PostgreSQL refuses to run as root, so root hands it to the user `postgres`.
set -eu

binaries="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
[ -n "$binaries" ] || binaries="$(dirname "$(command -v initdb || true)")"
[ -x "$binaries/initdb" ] || { echo "PostgreSQL is missing. Install it (Debian: apt-get install postgresql-15)." >&2; exit 1; }

home="$(mktemp -d /tmp/turunkan-pg-XXXXXX)"
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres: "$home"

stop() { as "$binaries/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$home"; }
trap stop EXIT
trap 'exit 130' INT TERM

cd "$home"
as "$binaries/initdb" -D "$home/data" -U turunkan --auth=trust --locale=C.UTF-8 --encoding=UTF8 >/dev/null
# Tests throw everything away, so nothing has to reach the disk.
as "$binaries/pg_ctl" -D "$home/data" -w -l "$home/log" -o "-h 127.0.0.1 -p $port -k $home -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >/dev/null || { cat "$home/log" >&2; exit 1; }
cd "$OLDPWD"
TURUNKAN_TEST_DATABASE_URL="postgresql://turunkan@127.0.0.1:$port/postgres" "$@"
