package io.colonnade.it.spark;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a test asks Spark.
 *
 * @param settings what to set in Spark's session first; it stays set
 * @param views what to read, as options of Spark's JDBC source by the name of a view
 * @param sql a query over the views
 */
record SparkQuestion(Map<String, String> settings, Map<String, Map<String, String>> views, String sql) {
    static SparkQuestion of(String sql) {
        return new SparkQuestion(Map.of(), Map.of(), sql);
    }

    SparkQuestion over(String view, Map<String, String> options) {
        Map<String, Map<String, String>> more = new TreeMap<>(views);
        more.put(view, options);
        return new SparkQuestion(settings, more, sql);
    }

    SparkQuestion with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new SparkQuestion(more, views, sql);
    }
}
