package io.colonnade.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes the dialect known on Spark 3.5 by a setting, where no program can: named in {@code spark.sql.extensions}, Spark
 * makes it and calls it with each session. It extends nothing.
 */
public final class ColonnadeExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    /** For Spark, which knows the class by its name. */
    public ColonnadeExtension() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        ColonnadeDialect.register();
        return BoxedUnit.UNIT;
    }
}
