/** What Spark reads of Colonnade: each version in a JVM of its own, with Spark's class path and the shaded driver. */
@NullMarked
package io.colonnade.it.spark;

import org.jspecify.annotations.NullMarked;
