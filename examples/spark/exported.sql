-- Reads a folder that COPY has written: no driver, no jar. Beside `./colonnade demo`, which says at its start where exports go:
--
--   curl -u alice:alice http://localhost:8080/sql \
--     -d "COPY sales_analytics.orders TO 'file:/tmp/exports/orders' (PARTITION_BY (status))"
--   spark-sql -f examples/spark/exported.sql

CREATE OR REPLACE TEMPORARY VIEW exported_orders USING parquet OPTIONS (path '/tmp/exports/orders');

-- The plan shows status as PartitionFilters, the date as PushedFilters.
EXPLAIN SELECT count(*) FROM exported_orders WHERE status = 'O' AND ordered_on >= DATE '1998-01-01';

SELECT status, year(ordered_on) AS year, count(*) AS orders, sum(total_price) AS total
FROM exported_orders
GROUP BY status, year(ordered_on)
ORDER BY status, year;
