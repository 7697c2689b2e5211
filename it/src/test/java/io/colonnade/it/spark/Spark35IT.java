package io.colonnade.it.spark;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 is made for Java 8, 11 and 17")
final class Spark35IT extends SparkContract {
    Spark35IT() {
        super(new SparkProcess.Version(
                "3.5", "3.5_2.12", List.of("spark.sql.extensions=io.colonnade.spark.ColonnadeExtension")));
    }
}
