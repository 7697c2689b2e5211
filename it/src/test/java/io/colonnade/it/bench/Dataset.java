package io.colonnade.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    DATE("date", "date", "(date '2000-01-01' + (i + %d) %% 10000)"),
    /** What a table of business usually is, and 68 bytes a row in Arrow. */
    MIXED(
            2_000_000,
            new Column("id", "int8", "int64", "i"),
            new Column("quantity", "int4", "int32", "(i %% 1000)"),
            new Column("price", "float8", "float64", "(i * 0.37)"),
            new Column("customer", "text", "string", "('customer ' || lpad(i::text, 7, '0'))"),
            new Column("amount", "numeric(12,2)", "decimal(12,2)", "((i::bigint * 7919) %% 100000000 / 100.0)"),
            new Column(
                    "moment",
                    "timestamptz",
                    "timestamp(us, UTC)",
                    "(timestamptz '2020-01-01 00:00Z' + i * interval '1.5 s')"),
            new Column("due", "date", "date", "(date '2000-01-01' + i %% 10000)")),
    /** Purchases of stores, a thousand each, and ten items of every purchase. */
    PURCHASES("shop", "shop", 100_000, "items"),
    /** Rows with an index over an order of several columns, of which two may be NULL. */
    EVENTS("bench", "journal", 10_000_000);

    private static final long SAMPLED_ROWS = 100_000;

    private final String schema;
    private final String projection;
    private final long generatedRows;
    private final List<Column> columns;
    private final List<String> otherTables;

    /** A generated column: its types, and its value for the row number {@code i} and its own number, if that is asked for. */
    private record Column(String name, String sourceType, String contractType, String expression) {}

    Dataset(String schema, String projection) {
        this.schema = schema;
        this.projection = projection;
        this.generatedRows = 0;
        this.columns = List.of();
        this.otherTables = List.of();
    }

    /** Made by the script that has the projection's name, which also makes the other tables. */
    Dataset(String schema, String projection, long generatedRows, String... otherTables) {
        this.schema = schema;
        this.projection = projection;
        this.generatedRows = generatedRows;
        this.columns = List.of();
        this.otherTables = List.of(otherTables);
    }

    Dataset(String sourceType, String contractType, String expression) {
        this(
                3_000_000,
                Arrays.stream("abcd".split(""))
                        .map(name -> new Column(name, sourceType, contractType, expression))
                        .toArray(Column[]::new));
    }

    Dataset(long generatedRows, Column... columns) {
        this.schema = "bench";
        this.projection = "types";
        this.generatedRows = generatedRows;
        this.columns = List.of(columns);
        this.otherTables = List.of();
    }

    /** Returns the table's name, without its schema. */
    String table() {
        String name = name().toLowerCase(Locale.ROOT);
        return isOfOneType() ? "type_" + name : name;
    }

    /** Returns the table's schema. */
    String schema() {
        return schema;
    }

    /** Returns the table as PostgreSQL's users write it. */
    String source() {
        return schema + "." + table();
    }

    /** Returns the table and those that are read with it. */
    List<String> sources() {
        return Stream.concat(Stream.of(source()), otherTables.stream().map(table -> schema + "." + table))
                .toList();
    }

    /** Returns the batch as Colonnade's users write it. */
    String batch() {
        return projection + "." + (this == SAMPLE ? LINEITEM.table() : table());
    }

    /** Returns whether it is made for the benchmark, and not TPC-H's. */
    boolean isGenerated() {
        return !columns.isEmpty();
    }

    /** Returns whether a script makes it. */
    boolean isScripted() {
        return this == PURCHASES || this == EVENTS;
    }

    /** Returns whether it is one of the tables with four columns of one type. */
    boolean isOfOneType() {
        return isGenerated() && this != MIXED;
    }

    /** Returns the statement that makes and fills the table, if TPC-H does not have it. */
    Optional<String> creation(double scale) {
        if (this == SAMPLE) {
            return Optional.of(
                    "CREATE TABLE " + source() + " AS SELECT * FROM " + LINEITEM.source() + " LIMIT " + SAMPLED_ROWS);
        }
        if (isScripted()) {
            String rows = Long.toString(Math.round(generatedRows * scale));
            return Optional.of(resource("sql").replace("{rows}", rows));
        }
        if (!isGenerated()) {
            return Optional.empty();
        }
        return Optional.of("CREATE TABLE " + source() + " AS " + selection(Math.round(generatedRows * scale)));
    }

    /** Returns the projection file of what a script makes. */
    String projectionFile() {
        return resource("yaml");
    }

    private String resource(String extension) {
        try (InputStream in = Dataset.class.getResourceAsStream("/bench/" + projection + "." + extension)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the statement that generates the rows. */
    private String selection(long rows) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            values.append(i == 0 ? "" : ", ")
                    .append(String.format(Locale.ROOT, column.expression, i))
                    .append("::")
                    .append(column.sourceType)
                    .append(' ')
                    .append(column.name);
        }
        return "SELECT " + values + " FROM generate_series(1, " + rows + ") i";
    }

    /** Returns the batch of a generated table as a projection file has it. */
    String batchDefinition() {
        return columns.stream()
                .map(column -> "      %s: {type: '%s', nullable: false}%n".formatted(column.name, column.contractType))
                .collect(Collectors.joining(
                        "",
                        "  %s:%n    from: %s%n    key: [%s]%n    columns:%n"
                                .formatted(table(), source(), columns.get(0).name),
                        ""));
    }
}
