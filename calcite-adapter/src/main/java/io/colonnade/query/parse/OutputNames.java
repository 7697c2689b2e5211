package io.colonnade.query.parse;

import io.colonnade.query.operator.NumericCast;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The names of output columns, those that a user left out chosen as PostgreSQL chooses them (FigureColname in its
 * parse_target.c). Used to sort by such a name and to name the result. Stateless.
 */
public final class OutputNames {
    private static final String UNNAMED = "?column?";

    /** Types in the spelling of PostgreSQL's catalogue. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("INTEGER", "int4"),
            Map.entry("SMALLINT", "int2"),
            Map.entry("BIGINT", "int8"),
            Map.entry("REAL", "float4"),
            Map.entry("DOUBLE", "float8"),
            Map.entry("FLOAT", "float8"),
            Map.entry("BOOLEAN", "bool"),
            Map.entry("DECIMAL", "numeric"),
            Map.entry("TIMESTAMP_WITH_LOCAL_TIME_ZONE", "timestamptz"),
            Map.entry("DATE", "date"),
            Map.entry("TIME", "time"),
            Map.entry("TIMESTAMP", "timestamp"),
            Map.entry("UUID", "uuid"));

    /** Those that PostgreSQL reads as casts of text. */
    private static final Set<SqlTypeName> LITERALS = Set.of(SqlTypeName.DATE, SqlTypeName.TIME, SqlTypeName.TIMESTAMP);

    private OutputNames() {}

    /** Returns the name of an item of a select list. */
    public static String of(SqlNode item) {
        String strong = strong(item);
        if (strong != null) {
            return strong;
        }
        String weak = weak(item);
        return weak == null ? UNNAMED : weak;
    }

    /** Returns the items whose names a query's columns bear, those of a set operation's first branch. */
    public static SqlNodeList items(SqlNode query) {
        if (query instanceof SqlOrderBy orderBy) {
            return items(orderBy.query);
        }
        if (query instanceof SqlWith with) {
            return items(with.body);
        }
        if (query instanceof SqlSelect select) {
            return select.getSelectList();
        }
        return SqlKind.SET_QUERY.contains(query.getKind()) ? items(((SqlCall) query).operand(0)) : SqlNodeList.EMPTY;
    }

    /** A name that survives a cast around it. */
    private static @Nullable String strong(@Nullable SqlNode item) {
        if (item instanceof SqlIdentifier identifier) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        if (!(item instanceof SqlCall call)) {
            return null;
        }
        return switch (call.getKind()) {
            case AS -> alias(call);
            case EXISTS -> "exists";
            case OVER, FILTER, WITHIN_GROUP -> strong(call.operand(0));
            case CAST -> strong(call.operand(0));
            case CASE -> strong(((SqlCase) call).getElseOperand());
            case SCALAR_QUERY -> ofSubQuery(items(call.operand(0)));
            case ROW -> "row";
            case TRIM -> trim(call);
            default -> call.getOperator() instanceof NumericCast ? strong(call.operand(0)) : function(call);
        };
    }

    private static @Nullable String weak(@Nullable SqlNode item) {
        if (item instanceof SqlLiteral literal) {
            return LITERALS.contains(literal.getTypeName())
                    ? TYPES.get(literal.getTypeName().getName())
                    : literal instanceof SqlIntervalLiteral ? "interval" : null;
        }
        if (!(item instanceof SqlCall call)) {
            return null;
        }
        if (call.getOperator() instanceof NumericCast) {
            return "numeric";
        }
        return switch (call.getKind()) {
            case CASE -> "case";
            case CAST -> typeName(call.operand(1));
            default -> null;
        };
    }

    /** The validator puts a made-up alias where the expression itself stands. */
    private static @Nullable String alias(SqlCall as) {
        SqlIdentifier alias = as.operand(1);
        boolean madeUp = alias.getParserPosition().equals(as.operand(0).getParserPosition());
        return madeUp ? of(as.operand(0)) : alias.getSimple();
    }

    private static String typeName(SqlNode type) {
        String name = type.toString().replaceAll("[(`\"].*", "").strip();
        if (name.equals("CHAR")) {
            return "bpchar";
        }
        boolean text = name.equals("VARCHAR") && !type.toString().contains("(");
        return text ? "text" : TYPES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String ofSubQuery(SqlNodeList items) {
        return items.isEmpty() ? null : of(items.get(0));
    }

    private static String trim(SqlCall call) {
        SqlLiteral side = call.operand(0);
        return switch (side.getValueAs(SqlTrimFunction.Flag.class)) {
            case BOTH -> "btrim";
            case LEADING -> "ltrim";
            case TRAILING -> "rtrim";
        };
    }

    private static @Nullable String function(SqlCall call) {
        return call.getOperator() instanceof SqlFunction function
                ? function.getName().toLowerCase(Locale.ROOT)
                : null;
    }
}
