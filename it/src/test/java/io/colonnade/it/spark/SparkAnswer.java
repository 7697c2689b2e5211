package io.colonnade.it.spark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Spark said.
 *
 * @param schema the result's columns as DDL
 * @param rows the values as text: numbers as Java writes them, moments in UTC, bytes in hexadecimal digits
 * @param plan what Spark has run
 * @param errors an exception and its causes, those of JDBC with their SQLSTATE; empty if there was none
 */
record SparkAnswer(
        @JsonProperty("schema") @Nullable String schema,
        @JsonProperty("rows") @Nullable List<List<@Nullable String>> rows,
        @JsonProperty("plan") @Nullable String plan,
        @JsonProperty("errors") @Nullable List<String> errors) {}
