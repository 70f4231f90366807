-- Run by pagination.sh. Prints one Markdown table; everything else goes to standard error.
\set ON_ERROR_STOP on
\set rows 2000000
\set runs 15
\set page_size 50
\warn PostgreSQL :SERVER_VERSION_NAME, :rows rows, median of :runs runs

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS pagination_measurement CASCADE;
CREATE SCHEMA pagination_measurement;
SET search_path = pagination_measurement;

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  account_id integer NOT NULL,
  status text NOT NULL,
  total_cents integer NOT NULL,
  note text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Rows lie in the order they were created, which is the kindest case for OFFSET, and four share
-- each timestamp, so that the id really decides ties.
SELECT setseed(0.42) \g /dev/null
INSERT INTO orders
SELECT
  n,
  1 + floor(random() * 5000)::integer,
  (ARRAY['open', 'paid', 'shipped', 'refunded'])[1 + floor(random() * 4)::integer],
  100 + floor(random() * 50000)::integer,
  repeat(md5(n::text), 4),
  timestamptz '2026-01-01 00:00:00+00' + (n / 4) * interval '10 seconds'
FROM generate_series(1, :rows) AS n;
CREATE INDEX orders_newest_first ON orders (created_at DESC, id DESC);
VACUUM (ANALYZE) orders;
CHECKPOINT;

CREATE TABLE timing (depth integer, method text, run integer, ms double precision);

CREATE PROCEDURE time_pages(depths integer[], runs integer, page_size integer)
LANGUAGE plpgsql AS $$
DECLARE
  depth integer;
  last_row orders;
  queries jsonb;
  method text;
  query text;
  started timestamptz;
BEGIN
  FOREACH depth IN ARRAY depths LOOP
    SELECT * INTO last_row FROM orders
      ORDER BY created_at DESC, id DESC OFFSET greatest(depth - 1, 0) LIMIT 1;

    queries := jsonb_build_object(
      'offset', format(
        'SELECT * FROM orders ORDER BY created_at DESC, id DESC OFFSET %s LIMIT %s',
        depth, page_size),
      'deferred', format(
        'SELECT o.* FROM (SELECT id FROM orders ORDER BY created_at DESC, id DESC '
        'OFFSET %s LIMIT %s) AS page JOIN orders AS o USING (id) '
        'ORDER BY o.created_at DESC, o.id DESC',
        depth, page_size),
      'keyset', format(
        'SELECT * FROM orders %s ORDER BY created_at DESC, id DESC LIMIT %s',
        CASE WHEN depth > 0 THEN
          format('WHERE (created_at, id) < (%L, %L::bigint)', last_row.created_at, last_row.id)
        END, page_size),
      'keyset_or', format(
        'SELECT * FROM orders %s ORDER BY created_at DESC, id DESC LIMIT %s',
        CASE WHEN depth > 0 THEN
          format('WHERE created_at < %1$L OR (created_at = %1$L AND id < %2$L::bigint)',
            last_row.created_at, last_row.id)
        END, page_size));

    -- Each method's runs follow one another, so that none pays for what another pushed out of the
    -- caches. Run 0 warms them and is not counted. EXECUTE plans anew every time and fetches every
    -- row, but sends none to a client.
    FOR method, query IN SELECT * FROM jsonb_each_text(queries) LOOP
      FOR run IN 0..runs LOOP
        started := clock_timestamp();
        EXECUTE query;
        IF run > 0 THEN
          INSERT INTO timing VALUES (depth, method, run,
            extract(epoch FROM clock_timestamp() - started) * 1000);
        END IF;
      END LOOP;
    END LOOP;
  END LOOP;
END
$$;

CALL time_pages(ARRAY[0, 1000, 10000, 100000, 900000], :runs, :page_size);

CREATE FUNCTION shown(ms double precision) RETURNS text LANGUAGE sql RETURN
  CASE WHEN ms < 10 THEN to_char(ms, 'FM990.00') WHEN ms < 100 THEN to_char(ms, 'FM990.0')
    ELSE to_char(ms, 'FM999,990') END || ' ms';

\pset format unaligned
\pset tuples_only on
SELECT '| Rows before the page | OFFSET | OFFSET over ids, then join | Keyset with OR | Keyset with a row value |';
SELECT '| ---: | ---: | ---: | ---: | ---: |';
SELECT format('| %s | %s | %s | %s | %s |', to_char(depth, 'FM999,990'),
  shown(max(ms) FILTER (WHERE method = 'offset')),
  shown(max(ms) FILTER (WHERE method = 'deferred')),
  shown(max(ms) FILTER (WHERE method = 'keyset_or')),
  shown(max(ms) FILTER (WHERE method = 'keyset')))
FROM (
  SELECT depth, method, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms
  FROM timing GROUP BY depth, method
) AS medians
GROUP BY depth ORDER BY depth;

DROP SCHEMA pagination_measurement CASCADE;
