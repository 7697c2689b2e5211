"""Reads orders in four tasks, shows what Colonnade answers by itself, and writes Parquet.

    spark-submit --jars colonnade-jdbc-VERSION.jar,colonnade-spark-4_2.13-VERSION.jar examples/spark/orders.py

On Spark 3.5 take colonnade-spark-3.5_2.12-VERSION.jar; two lines below make its dialect known.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

URL = sys.argv[1] if len(sys.argv) > 1 else "jdbc:colonnade://localhost:50051"
PARQUET = sys.argv[2] if len(sys.argv) > 2 else "/tmp/orders.parquet"

spark = SparkSession.builder.appName("orders of Colonnade").getOrCreate()
if spark.version.startswith("3."):
    spark._jvm.io.colonnade.spark.ColonnadeDialect.register()

orders = (
    spark.read.format("jdbc")
    .option("url", URL)
    .option("driver", "io.colonnade.jdbc.ColonnadeDriver")
    .option("user", "alice")
    .option("password", "alice")
    .option("dbtable", "sales_analytics.orders")
    .option("partitionColumn", "ordered_on")
    .option("lowerBound", "1992-01-01")
    .option("upperBound", "1998-12-31")
    .option("numPartitions", 4)
    .load()
)
orders.printSchema()

# What the plan shows as PushedFilters with a star was answered by Colonnade.
orders.where("ordered_on >= DATE '1998-01-01' AND status = 'O'").select("id", "total_price").explain()

orders.groupBy("status").agg(f.count("*").alias("orders"), f.sum("total_price").alias("total")).show()

orders.write.mode("overwrite").parquet(PARQUET)
print(spark.read.parquet(PARQUET).count(), "orders in", PARQUET)
