package io.colonnade.it.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * What a case reads: a table of PostgreSQL, and the batch that Colonnade shows it as. Those that TPC-H does not have are
 * made from a generator's row number {@code i}.
 */
enum Dataset {
    LINEITEM("public", "tpch"),
    ORDERS("public", "tpch"),
    SAMPLE("bench", "sample"),
    INT("int4", "int32", "(i + %d)"),
    FLOAT("float8", "float64", "(i * 0.37 + %d)"),
    NUMERIC("numeric(12,2)", "decimal(12,2)", "((i::bigint * 7919 + %d) %% 100000000 / 100.0)"),
    TIMESTAMP("timestamptz", "timestamp(us, UTC)", "(timestamptz '2020-01-01 00:00Z' + (i + %d) * interval '1 s')"),
    TEXT10("text", "string", "lpad((i + %d)::text, 10, '0')"),
    TEXT40("text", "string", "rpad(md5((i + %d)::text), 40, 'x')"),
    UUID("uuid", "uuid", "md5((i + %d)::text)"),
    BOOL("bool", "bool", "((i + %d) %% 3 = 0)"),
    DATE("date", "date", "(date '2000-01-01' + (i + %d) %% 10000)");

    private static final String[] COLUMNS = {"a", "b", "c", "d"};
    private static final long GENERATED_ROWS = 3_000_000;
    private static final long SAMPLED_ROWS = 100_000;

    private final String schema;
    private final String projection;
    private final String sourceType;
    private final String contractType;
    private final String expression;

    Dataset(String schema, String projection) {
        this(schema, projection, "", "", "");
    }

    Dataset(String sourceType, String contractType, String expression) {
        this("bench", "types", sourceType, contractType, expression);
    }

    Dataset(String schema, String projection, String sourceType, String contractType, String expression) {
        this.schema = schema;
        this.projection = projection;
        this.sourceType = sourceType;
        this.contractType = contractType;
        this.expression = expression;
    }

    /** Returns the table's name, without its schema. */
    String table() {
        String name = name().toLowerCase(Locale.ROOT);
        return isGenerated() ? "type_" + name : name;
    }

    /** Returns the table as PostgreSQL's users write it. */
    String source() {
        return schema + "." + table();
    }

    /** Returns the batch as Colonnade's users write it. */
    String batch() {
        return projection + "." + (this == SAMPLE ? LINEITEM.table() : table());
    }

    /** Returns whether it is one of the tables with four columns of one type. */
    boolean isGenerated() {
        return !expression.isEmpty();
    }

    /** Returns the statement that makes and fills the table, if TPC-H does not have it. */
    Optional<String> creation(double scale) {
        if (this == SAMPLE) {
            return Optional.of(
                    "CREATE TABLE " + source() + " AS SELECT * FROM " + LINEITEM.source() + " LIMIT " + SAMPLED_ROWS);
        }
        if (!isGenerated()) {
            return Optional.empty();
        }
        return Optional.of("CREATE TABLE " + source() + " AS " + selection(Math.round(GENERATED_ROWS * scale)));
    }

    /** Returns the statement that generates rows of four columns of one type. */
    private String selection(long rows) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < COLUMNS.length; i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append(String.format(Locale.ROOT, expression, i))
                    .append("::")
                    .append(sourceType)
                    .append(' ')
                    .append(COLUMNS[i]);
        }
        return "SELECT " + columns + " FROM generate_series(1, " + rows + ") i";
    }

    /** Returns the batch of a generated table as a projection file has it. */
    String batchDefinition() {
        StringBuilder text = new StringBuilder();
        text.append("  ").append(table()).append(":\n");
        text.append("    from: ").append(source()).append("\n    key: [a]\n    columns:\n");
        for (String column : COLUMNS) {
            text.append("      ")
                    .append(column)
                    .append(": {type: '")
                    .append(contractType)
                    .append("', nullable: false}\n");
        }
        return text.toString();
    }
}
