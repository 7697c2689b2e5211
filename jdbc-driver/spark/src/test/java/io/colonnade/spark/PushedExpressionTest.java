package io.colonnade.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.GeneralAggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.connector.expressions.filter.AlwaysTrue;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushedExpressionTest {
    private static final Expression COLUMN = new Column("odd\"name");

    private record Column(String... fieldNames) implements NamedReference {}

    private record Order(Expression expression, SortDirection direction, NullOrdering nullOrdering)
            implements SortOrder {}

    /** A constant as Spark holds it; what Spark makes them with needs half of Spark and opened packages of the JVM. */
    private record Constant(@Nullable Object value, DataType dataType) implements Literal<Object> {
        @Override
        public Expression[] children() {
            return new Expression[0];
        }
    }

    private static Expression text(String value) {
        return new Constant(value, DataTypes.StringType);
    }

    private static @Nullable String sql(String operator, Expression... operands) {
        return PushedExpression.sql(new GeneralScalarExpression(operator, operands));
    }

    private static @Nullable String constant(Object value, DataType type) {
        return PushedExpression.sql(new Constant(value, type));
    }

    @Test
    void quotesInNamesAndTextsAreDoubled() {
        assertThat(sql("=", COLUMN, text("it's"))).isEqualTo("\"odd\"\"name\" = 'it''s'");
    }

    @Test
    void conditionsKeepTheirParentheses() {
        Expression isNull = new GeneralScalarExpression("IS_NULL", new Expression[] {COLUMN});
        Expression either = new GeneralScalarExpression("OR", new Expression[] {isNull, new AlwaysTrue()});
        assertThat(sql("NOT", either)).isEqualTo("NOT ((\"odd\"\"name\" IS NULL) OR (true))");
    }

    @Test
    void partsOfATextAreEscapedAsPatterns() {
        assertThat(sql("CONTAINS", COLUMN, text("a%_\\'"))).isEqualTo("\"odd\"\"name\" LIKE '%a\\%\\_\\\\''%' ESCAPE '\\'");
        assertThat(sql("STARTS_WITH", COLUMN, text("a"))).endsWith(" LIKE 'a%' ESCAPE '\\'");
        assertThat(sql("ENDS_WITH", COLUMN, text("a"))).endsWith(" LIKE '%a' ESCAPE '\\'");
    }

    @Test
    void constantsNameTheirType() {
        assertThat(constant((int) LocalDate.of(1, 1, 1).toEpochDay(), DataTypes.DateType)).isEqualTo("DATE '0001-01-01'");
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(constant(micros, DataTypes.TimestampType)).isEqualTo("TIMESTAMPTZ '1969-12-31 23:59:59.999999+00'");
        assertThat(constant(micros, DataTypes.TimestampNTZType)).isEqualTo("TIMESTAMP '1969-12-31 23:59:59.999999'");
        assertThat(constant(0.1f, DataTypes.FloatType)).isEqualTo("CAST('0.1' AS REAL)");
        assertThat(constant(Double.NaN, DataTypes.DoubleType)).isEqualTo("CAST('NaN' AS DOUBLE PRECISION)");
        assertThat(constant(Long.MIN_VALUE, DataTypes.LongType)).isEqualTo("CAST('-9223372036854775808' AS BIGINT)");
        assertThat(constant(new byte[] {0, -1}, DataTypes.BinaryType)).isEqualTo("bytea '\\x00ff'");
        Decimal tiny = Decimal.apply(new BigDecimal("1E-10"));
        assertThat(constant(tiny, DataTypes.createDecimalType(38, 10))).isEqualTo("0.0000000001");
    }

    @Test
    void whatNoDatabaseHoldsStaysWithSpark() {
        assertThat(constant("a\0b", DataTypes.StringType)).isNull();
        assertThat(constant((int) LocalDate.of(10000, 1, 1).toEpochDay(), DataTypes.DateType)).isNull();
        assertThat(constant((int) LocalDate.of(0, 12, 31).toEpochDay(), DataTypes.DateType)).isNull();
        assertThat(constant(1L, DataTypes.CalendarIntervalType)).isNull();
        assertThat(sql("IN", COLUMN, new Constant(null, DataTypes.StringType))).isNull();
        assertThat(sql("IN", COLUMN)).isNull();
    }

    @Test
    void whatMayMeanSomethingElseStaysWithSpark() {
        assertThat(sql("+", COLUMN, text("a"))).isNull();
        assertThat(sql("UPPER", COLUMN)).isNull();
        assertThat(sql("STARTS_WITH", COLUMN, COLUMN)).isNull();
        assertThat(sql("=", new Column("a", "b"), text("a"))).isNull();
        assertThat(PushedExpression.sql(new GeneralAggregateFunc("STDDEV_POP", false, new Expression[] {COLUMN})))
                .isNull();
        assertThat(PushedExpression.sql(new Sum(new GeneralScalarExpression("-", new Expression[] {COLUMN}), false)))
                .isNull();
    }

    @Test
    void aggregatesAndOrdersAreOfColumns() {
        assertThat(PushedExpression.sql(new Count(COLUMN, true))).isEqualTo("COUNT(DISTINCT \"odd\"\"name\")");
        assertThat(PushedExpression.sql(new Order(COLUMN, SortDirection.DESCENDING, NullOrdering.NULLS_LAST)))
                .isEqualTo("\"odd\"\"name\" DESC NULLS LAST");
    }
}
