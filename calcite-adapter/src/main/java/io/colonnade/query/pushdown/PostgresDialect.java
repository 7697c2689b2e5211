package io.colonnade.query.pushdown;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.PostgresLiterals;
import io.colonnade.type.PostgresTypeSystem;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's SQL where Calcite's own dialect writes something that PostgreSQL refuses or takes for something else. */
class PostgresDialect extends PostgresqlSqlDialect {
    static final PostgresDialect INSTANCE = new PostgresDialect();

    PostgresDialect() {
        super(DEFAULT_CONTEXT.withDataTypeSystem(PostgresTypeSystem.INSTANCE));
    }

    /**
     * Otherwise Calcite sends the tree through a planner that makes one scan of all that read the same batch, and they
     * need not list the same columns. {@link PostgresPushdown} casts literal group keys, and sorts by positions.
     */
    @Override
    public boolean supportsGroupByLiteral() {
        return true;
    }

    @Override
    public boolean supportsOrderByLiteral() {
        return true;
    }

    @Override
    public boolean supportGenerateSelectStar(RelNode rows) {
        return !AmbiguousNames.in(rows);
    }

    /**
     * Casts that nobody wrote must not change a value: text is not padded or cut, and a numeric keeps its digits.
     * Explicit casts to a precision are functions of their own.
     */
    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
        String name = switch (type.getSqlTypeName()) {
            case CHAR -> "text";
            case VARCHAR ->
                type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        ? "text"
                        : "character varying(" + type.getPrecision() + ")";
            case DECIMAL -> "numeric";
            case TINYINT, SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case FLOAT, DOUBLE -> "double precision";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "time" + fraction(type) + " without time zone";
            case TIMESTAMP -> "timestamp" + fraction(type) + " without time zone";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamp" + fraction(type) + " with time zone";
            case VARIANT -> "jsonb";
            case BINARY, VARBINARY -> "bytea";
            case UUID -> "uuid";
            case NULL -> "text";
            default -> SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName()) ? "interval" : "";
        };
        if (name.isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot cast to " + type.getFullTypeString());
        }
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec(name, type.getSqlTypeName(), SqlParserPos.ZERO), SqlParserPos.ZERO);
    }

    private static String fraction(RelDataType time) {
        return time.getPrecision() >= 0 && time.getPrecision() < 6 ? "(" + time.getPrecision() + ")" : "";
    }

    @Override
    public void quoteStringLiteral(StringBuilder text, @Nullable String charset, String value) {
        text.append(PostgresLiterals.text(value));
    }

    /** PostgreSQL cuts a longer name, and two that begin alike become one. */
    @Override
    public StringBuilder quoteIdentifier(StringBuilder text, String name) {
        return text.append(PostgresLiterals.identifier(ShortName.of(name)));
    }

    /** Calcite marks a number that is not exact by an exponent, and writes no exponent otherwise. */
    @Override
    public void unparseNumericLiteral(SqlWriter writer, String value, int left, int right) {
        if (value.indexOf('E') >= 0) {
            writer.literal(PostgresLiterals.approximate(Double.parseDouble(value)));
            return;
        }
        BigDecimal number = new BigDecimal(value);
        boolean operand =
                left >= SqlStdOperatorTable.PLUS.getRightPrec() || right >= SqlStdOperatorTable.PLUS.getLeftPrec();
        writer.literal(operand ? PostgresLiterals.exactOperand(number) : PostgresLiterals.exact(number));
    }

    @Override
    public void unparseBoolLiteral(SqlWriter writer, SqlLiteral literal, int left, int right) {
        writer.literal(PostgresLiterals.truth(literal.getValueAs(Boolean.class)));
    }

    /** Calcite's own name of the type with a time zone is no SQL; its value is in UTC. */
    @Override
    public void unparseDateTimeLiteral(SqlWriter writer, SqlAbstractDateTimeLiteral literal, int left, int right) {
        String text = literal.toFormattedString();
        writer.literal(
                literal.getTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                        ? PostgresLiterals.typed("TIMESTAMP WITH TIME ZONE", text + "+00")
                        : PostgresLiterals.typed(literal.getTypeName().getName(), text));
    }

    @Override
    public void unparseSqlIntervalLiteral(SqlWriter writer, SqlIntervalLiteral literal, int left, int right) {
        SqlIntervalLiteral.IntervalValue interval =
                Objects.requireNonNull(literal.getValueAs(SqlIntervalLiteral.IntervalValue.class));
        writer.literal(PostgresLiterals.typed("INTERVAL", IntervalFields.of(interval)));
    }

    /**
     * Calcite writes each operand as if it stood alone, so that {@code date - (a + b)} would become {@code date - a + b}.
     */
    @Override
    public void unparseSqlDatetimeArithmetic(SqlWriter writer, SqlCall call, SqlKind kind, int left, int right) {
        SqlOperator operator = kind == SqlKind.PLUS ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
        SqlWriter.Frame frame = writer.startList("(", ")");
        call.operand(0).unparse(writer, 0, operator.getLeftPrec());
        writer.sep(operator.getName());
        call.operand(1).unparse(writer, operator.getRightPrec(), 0);
        writer.endList(frame);
    }

    @Override
    public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
        if (call.getKind() == SqlKind.WITHIN_GROUP && call.operand(0).getKind() == SqlKind.FILTER) {
            filterBehindOrder(call).unparse(writer, left, right);
        } else if (call.getKind() == SqlKind.WITHIN_GROUP && isOrderedArgument(call.operand(0))) {
            unparseOrderedAggregate(writer, call);
        } else if (call.getOperator() == SqlStdOperatorTable.SUBSTRING
                || call.getOperator() == SqlStdOperatorTable.POSITION) {
            call.getOperator().unparse(writer, call, left, right);
        } else if (call.getOperator() == SqlStdOperatorTable.CONCAT && (left > 0 || right > 0)) {
            unparseEnclosed(writer, call);
        } else {
            super.unparseCall(writer, call, left, right);
        }
    }

    /** In PostgreSQL {@code ||} binds no tighter than {@code ~} and {@code ->}. */
    private static void unparseEnclosed(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startList("(", ")");
        call.getOperator().unparse(writer, call, 0, 0);
        writer.endList(frame);
    }

    /** Calcite writes FILTER before WITHIN GROUP, PostgreSQL reads it behind. */
    private static SqlCall filterBehindOrder(SqlCall call) {
        SqlCall filter = call.operand(0);
        SqlCall ordered = SqlStdOperatorTable.WITHIN_GROUP.createCall(
                SqlParserPos.ZERO, filter.operand(0), (SqlNode) call.operand(1));
        return SqlStdOperatorTable.FILTER.createCall(SqlParserPos.ZERO, ordered, filter.operand(1));
    }

    private static boolean isOrderedArgument(SqlNode aggregate) {
        return aggregate instanceof SqlCall call
                && (call.getOperator().getName().equals("STRING_AGG")
                        || call.getOperator().getName().equals("ARRAY_AGG"));
    }

    /** {@code string_agg(x, ',' ORDER BY y)}: for these PostgreSQL knows no WITHIN GROUP. */
    private static void unparseOrderedAggregate(SqlWriter writer, SqlCall call) {
        SqlCall aggregate = call.operand(0);
        SqlNodeList order = call.operand(1);
        SqlWriter.Frame frame = writer.startFunCall(((SqlFunction) aggregate.getOperator()).getName());
        if (aggregate.getFunctionQuantifier() != null) {
            aggregate.getFunctionQuantifier().unparse(writer, 0, 0);
        }
        for (SqlNode operand : aggregate.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        SqlWriter.Frame orderFrame = writer.startList(SqlWriter.FrameTypeEnum.ORDER_BY_LIST, "ORDER BY", "");
        for (SqlNode item : order) {
            writer.sep(",");
            item.unparse(writer, 0, 0);
        }
        writer.endList(orderFrame);
        writer.endFunCall(frame);
    }
}
