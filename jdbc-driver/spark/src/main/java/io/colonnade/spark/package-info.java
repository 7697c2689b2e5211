/** What Spark's JDBC source has to know of Colonnade. {@link io.colonnade.spark.ColonnadeDialect} is where to start. */
@NullMarked
package io.colonnade.spark;

import org.jspecify.annotations.NullMarked;
