#!/usr/bin/env bash
# Times OFFSET against keyset pagination and prints the table of ../pagination.md:
#
#   ./pagination.sh > pagination.txt
#
# With PGHOST or PGSERVICE set it uses that server: it makes the schema "pagination_measurement"
# (about 600 MB) and drops it again. Otherwise it starts a PostgreSQL of its own in a temporary
# directory, with default settings and no TCP port, and removes it at the end.
#
# Takes half a minute on two quiet cores and a minute on busy ones; it says how long it took.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [[ -z ${PGHOST:-} && -z ${PGSERVICE:-} ]]; then
  # Debian keeps the server's programs out of the PATH.
  PATH=$PATH:$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

  # initdb refuses to run as root; Debian's package has made this user.
  as_server=()
  if [[ $(id -u) == 0 ]]; then as_server=(setpriv --reuid=postgres --regid=postgres --init-groups); fi

  scratch=$(mktemp -d)
  stop() {
    "${as_server[@]}" pg_ctl --pgdata="$scratch/data" --mode=immediate stop >&2 || true
    rm -rf "$scratch"
  }
  trap stop EXIT
  if [[ $(id -u) == 0 ]]; then chown postgres "$scratch"; fi

  cd "$scratch"
  "${as_server[@]}" initdb --pgdata="$scratch/data" --username=measure --auth=trust --encoding=UTF8 \
    --locale=C --no-sync >&2
  "${as_server[@]}" pg_ctl --pgdata="$scratch/data" --log="$scratch/log" --wait \
    --options="-c listen_addresses='' -c unix_socket_directories='$scratch'" start >&2
  export PGHOST=$scratch PGUSER=measure PGDATABASE=postgres
fi

psql --no-psqlrc --quiet --file="$here/pagination.sql"
echo "took $SECONDS seconds" >&2
