package io.colonnade.it;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A result, from Colonnade or from PostgreSQL asked directly, as values that compare: numbers without trailing zeros,
 * instants in UTC.
 *
 * @param schema Colonnade's schema, which also says how PostgreSQL's values are read
 * @param values a list a row
 */
public record Rows(Schema schema, List<List<@Nullable Object>> values) {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Asks Colonnade; the allocator must be empty afterwards. */
    public static Rows ofColonnade(
            QueryPipeline pipeline, Principal principal, String sql, @Nullable String schema, Object... parameters)
            throws IOException {
        QueryRequest request = new QueryRequest.Sql(sql, schema);
        AccessContext context = AccessContext.of(principal, "test", "rows", TIMEOUT);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator()) {
            Schema announced = pipeline.describe(context, request).schema();
            try (BatchReader reader = pipeline.run(context, request, List.of(parameters), allocator)) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                if (!batch.getSchema().equals(announced)) {
                    throw new AssertionError("announced " + announced + " but sent " + batch.getSchema());
                }
                while (reader.loadNextBatch()) {
                    append(batch, rows);
                }
            }
            return new Rows(announced, rows);
        }
    }

    /** Asks PostgreSQL directly, reading each column as what Colonnade announced. */
    public static Rows ofPostgres(Connection connection, String sql, Schema schema) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(sql)) {
                if (result.getMetaData().getColumnCount() != schema.getFields().size()) {
                    throw new AssertionError("PostgreSQL returns "
                            + result.getMetaData().getColumnCount() + " columns, Colonnade "
                            + schema.getFields().size());
                }
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 0; i < schema.getFields().size(); i++) {
                        row.add(read(result, i + 1, schema.getFields().get(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return new Rows(schema, rows);
    }

    private static void append(VectorSchemaRoot batch, List<List<@Nullable Object>> rows) {
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (FieldVector vector : batch.getFieldVectors()) {
                values.add(comparable(VectorValues.read(vector, row)));
            }
            rows.add(values);
        }
    }

    private static @Nullable Object read(ResultSet result, int column, Field field) throws SQLException {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Decimal decimal) {
            BigDecimal value = result.getBigDecimal(column);
            return value == null ? null : comparable(value.setScale(decimal.getScale(), RoundingMode.HALF_UP));
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            if (timestamp.getTimezone() == null) {
                return result.getObject(column, LocalDateTime.class);
            }
            OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }
        if (type instanceof ArrowType.Date) {
            return result.getObject(column, LocalDate.class);
        }
        if (type instanceof ArrowType.Time) {
            return result.getObject(column, LocalTime.class);
        }
        Object value = result.getObject(column);
        if (value instanceof Number number) {
            return comparable(number);
        }
        return value instanceof Boolean || value instanceof byte[] || value == null
                ? comparable(value)
                : result.getString(column);
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof Float || value instanceof Double) {
            // Parallel workers add up in any order: the last digits are nobody's promise.
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number)
                    ? (Object) comparable(new BigDecimal(number).round(new java.math.MathContext(12)))
                    : (Object) number;
        }
        if (value instanceof Number number) {
            return comparable(new BigDecimal(number.toString()));
        }
        return value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value;
    }
}
