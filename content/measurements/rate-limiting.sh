#!/usr/bin/env bash
# Measures what one bucket, window or log of ../rate-limiting.md takes in Redis, prints the table:
#
#   ./rate-limiting.sh > rate-limiting.txt
#
# Needs redis-server and redis-cli. Starts a server of its own without a network port, in a
# temporary folder. Takes a few seconds, up to a minute on a busy machine.
set -euo pipefail
scratch=$(mktemp -d)
redis-server --port 0 --unixsocket "$scratch/socket" --dir "$scratch" --save '' --appendonly no \
  --daemonize yes --pidfile "$scratch/pid" >&2
stop() {
  redis-cli -s "$scratch/socket" shutdown nosave >&2 || true
  rm -rf "$scratch"
}
trap stop EXIT
until redis-cli -s "$scratch/socket" ping 2>/dev/null | grep -q PONG; do sleep 0.1; done

redis() { redis-cli -s "$scratch/socket" "$@"; }
redis info server | grep redis_version >&2

used_memory() { redis info memory | tr -d '\r' | sed -n 's/^used_memory://p'; }
redis flushall sync >/dev/null
empty=$(used_memory)

# Bytes that 20,000 accounts take, divided by their number: $1 names them, $2 is Lua that writes them.
measure() {
  redis flushall sync >/dev/null
  redis eval "$2" 0 >/dev/null
  printf '| %s | %s |\n' "$1" "$((($(used_memory) - empty) / 20000))"
}

each='for i = 1, 20000 do local account = string.format("%06d", i) '
echo '| In Redis, for each account | Bytes |'
echo '| --- | ---: |'
measure 'Fixed window: one counter' "$each
  redis.call('SET', 'window:api:' .. account .. ':29400123', 57, 'EX', 60) end"
measure 'Sliding window: two counters' "$each
  redis.call('SET', 'window:api:' .. account .. ':29400123', 57, 'EX', 120)
  redis.call('SET', 'window:api:' .. account .. ':29400124', 57, 'EX', 120) end"
measure 'Token bucket: a hash of two fields' "$each
  redis.call('HSET', 'bucket:api:' .. account, 'tokens', '48.270914936066', 'at', '1795564800.123456')
  redis.call('EXPIRE', 'bucket:api:' .. account, 11) end"
measure 'Sliding log of 5 calls' "$each
  for n = 1, 5 do redis.call('ZADD', 'log:login:' .. account, 1795564800.123456 + n, 'call-' .. n .. '-8f3a') end
  redis.call('EXPIRE', 'log:login:' .. account, 900) end"
measure 'Sliding log of 100 calls' "$each
  for n = 1, 100 do redis.call('ZADD', 'log:api:' .. account, 1795564800.123456 + n, 'call-' .. n .. '-8f3a') end
  redis.call('EXPIRE', 'log:api:' .. account, 60) end"
