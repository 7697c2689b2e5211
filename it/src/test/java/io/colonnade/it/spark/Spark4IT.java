package io.colonnade.it.spark;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Spark 4.1 is made for Java 17 and 21")
final class Spark4IT extends SparkContract {
    Spark4IT() {
        super(new SparkProcess.Version("4", "4_2.13", List.of()));
    }
}
