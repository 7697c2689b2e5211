-- Reads orders in four tasks, counts them in Colonnade's database, and writes Parquet. See docs/clients/spark.md.
--
--   spark-sql --jars colonnade-jdbc-VERSION.jar,colonnade-spark-4_2.13-VERSION.jar -f examples/spark/orders.sql
--
-- On Spark 3.5: colonnade-spark-3.5_2.12-VERSION.jar, and --conf spark.sql.extensions=io.colonnade.spark.ColonnadeExtension

CREATE OR REPLACE TEMPORARY VIEW orders USING jdbc OPTIONS (
  url 'jdbc:colonnade://localhost:50051',
  driver 'io.colonnade.jdbc.ColonnadeDriver',
  user 'alice',
  password 'alice',
  dbtable 'sales_analytics.orders',
  partitionColumn 'ordered_on',
  lowerBound '1992-01-01',
  upperBound '1998-12-31',
  numPartitions '4');

-- What the plan shows as PushedFilters with a star was answered by Colonnade.
EXPLAIN SELECT id, total_price FROM orders WHERE ordered_on >= DATE '1998-01-01' AND status = 'O';

SELECT status, count(*) AS orders, sum(total_price) AS total FROM orders GROUP BY status ORDER BY status;

INSERT OVERWRITE DIRECTORY '/tmp/orders.parquet' USING parquet SELECT * FROM orders;

-- A catalog shows all projections, and hands over limits, sorted limits and aggregates too.
SET spark.sql.catalog.colonnade=org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog;
SET spark.sql.catalog.colonnade.url=jdbc:colonnade://localhost:50051;
SET spark.sql.catalog.colonnade.driver=io.colonnade.jdbc.ColonnadeDriver;
SET spark.sql.catalog.colonnade.user=alice;
SET spark.sql.catalog.colonnade.password=alice;

SHOW TABLES IN colonnade.sales_analytics;

EXPLAIN SELECT nation, count(*) FROM colonnade.sales_analytics.customers GROUP BY nation;

SELECT nation, count(*) AS customers FROM colonnade.sales_analytics.customers GROUP BY nation ORDER BY nation LIMIT 5;
