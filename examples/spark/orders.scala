// spark-shell --jars colonnade-jdbc-VERSION.jar,colonnade-spark-4_2.13-VERSION.jar -i examples/spark/orders.scala
// On Spark 3.5: colonnade-spark-3.5_2.12-VERSION.jar, and its dialect is made known by the next line.
io.colonnade.spark.ColonnadeDialect.register()

val orders = spark.read.format("jdbc").
  option("url", "jdbc:colonnade://localhost:50051").
  option("driver", "io.colonnade.jdbc.ColonnadeDriver").
  option("user", "alice").
  option("password", "alice").
  option("dbtable", "sales_analytics.orders").
  option("partitionColumn", "ordered_on").
  option("lowerBound", "1992-01-01").
  option("upperBound", "1998-12-31").
  option("numPartitions", 4).
  load()

orders.printSchema()
orders.where("ordered_on >= DATE '1998-01-01' AND status = 'O'").select("id", "total_price").explain()
orders.groupBy("status").count().show()
orders.write.mode("overwrite").parquet("/tmp/orders.parquet")
