package io.colonnade.spark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A Spark session that answers questions of the integration tests: a line of JSON in, a line of JSON out. Arguments are
 * settings of the session, as {@code key=value}. Ends with its input.
 */
public final class SparkAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final SparkSession spark;

    private SparkAnswers(SparkSession spark) {
        this.spark = spark;
    }

    public static void main(String[] settings) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        SparkSession.Builder builder = SparkSession.builder().master("local[2]").appName("integration tests");
        for (String setting : settings) {
            builder.config(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        try (SparkSession spark = builder.getOrCreate()) {
            SparkAnswers session = new SparkAnswers(spark);
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(JSON.writeValueAsString(session.answer(JSON.readTree(line))));
            }
        }
    }

    private Map<String, Object> answer(JsonNode question) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            JSON.convertValue(question.path("settings"), TEXTS).forEach(spark.conf()::set);
            question.path("views")
                    .fields()
                    .forEachRemaining(view -> spark.read()
                            .format("jdbc")
                            .options(JSON.convertValue(view.getValue(), TEXTS))
                            .load()
                            .createOrReplaceTempView(view.getKey()));
            Dataset<Row> rows = spark.sql(question.get("sql").asText());
            answer.put("schema", rows.schema().toDDL());
            answer.put("rows", rows.collectAsList().stream().map(SparkAnswers::texts).toList());
            answer.put("plan", rows.queryExecution().executedPlan().toString());
        } catch (Exception e) {
            answer.put("errors", errors(e));
        }
        return answer;
    }

    private static List<String> errors(@Nullable Throwable failure) {
        List<String> errors = new ArrayList<>();
        for (Throwable e = failure; e != null && errors.size() < 10; e = e.getCause()) {
            errors.add(e instanceof SQLException sql ? sql.getSQLState() + " " + e.getMessage() : e.toString());
        }
        return errors;
    }

    private static List<@Nullable String> texts(Row row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            texts.add(row.isNullAt(i) ? null : text(row.get(i)));
        }
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Instant moment ? MOMENT.format(moment) : value.toString();
    }
}
