-- Reads a folder that COPY has written. Beside `./colonnade demo`, which says at its start where exports go:
--
--   curl -u alice:alice http://localhost:8080/sql \
--     -d "COPY sales_analytics.orders TO 'file:/tmp/exports/orders' (PARTITION_BY (status))"
--   duckdb -f examples/duckdb/exported.sql

-- Folders of other states are not opened.
SELECT status, count(*) AS orders, sum(total_price) AS total
FROM read_parquet('/tmp/exports/orders/*/*.parquet', hive_partitioning = true)
WHERE status IN ('F', 'O')
GROUP BY status
ORDER BY status;

-- Statistics and Bloom filters of the key say which parts of the files cannot have it.
SELECT id, ordered_on, total_price
FROM read_parquet('/tmp/exports/orders/*/*.parquet', hive_partitioning = true)
WHERE id = 7;

-- Which contract the columns are of, and which of them are masked.
SELECT DISTINCT decode(key) AS key, decode(value) AS value
FROM parquet_kv_metadata('/tmp/exports/orders/*/*.parquet')
WHERE decode(key) IN ('colonnade.projections', 'colonnade.batches', 'colonnade.masks')
ORDER BY key;

-- Who has exported how much of it, and under what.
SELECT export.principal, export.contracts, export.row_filters, export.rows
FROM (SELECT unnest(exports) AS export FROM read_json('/tmp/exports/orders/_colonnade.json'));
