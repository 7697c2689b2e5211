package io.colonnade.query.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Every operator and function that a user may write: an allow-list, so that nothing that reads files, sleeps, opens
 * connections or reads settings has a name here. Names are found in any case. Immutable and thread-safe.
 */
public final class ColonnadeOperators implements SqlOperatorTable {
    /** The one instance. */
    public static final ColonnadeOperators INSTANCE = new ColonnadeOperators();

    private final List<SqlOperator> operators;
    private final Map<String, List<SqlOperator>> byName = new ConcurrentHashMap<>();

    private ColonnadeOperators() {
        List<SqlOperator> all = new ArrayList<>(standard());
        all.add(DatetimeArithmetic.PLUS);
        all.add(DatetimeArithmetic.MINUS);
        all.add(Remainder.OPERATOR);
        all.add(Remainder.FUNCTION);
        all.add(new NtileFunction());
        all.add(new NullIfFunction());
        all.add(new ExtractFunction());
        all.add(new CurrentTimestamp());
        all.add(JsonOperators.JSON_GET);
        all.add(JsonOperators.JSON_GET_TEXT);
        all.add(NumericCast.BOUNDED);
        all.add(NumericCast.UNBOUNDED);
        all.add(RowComparison.GREATER);
        all.add(RowComparison.LESS);
        all.add(TextPattern.CONTAINING);
        all.add(TextPattern.STARTING);
        all.addAll(PostgresFunctions.all());
        all.addAll(PostgresAggregates.all());
        operators = List.copyOf(all);
        for (SqlOperator operator : operators) {
            byName.computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(operator);
        }
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : byName.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
            boolean function = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
            if (function || operator.getSyntax().family == syntax.family) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return operators;
    }

    /** Returns a function that has one form only, by its name in upper case. */
    public SqlOperator function(String name) {
        List<SqlOperator> found = byName.getOrDefault(name, List.of());
        if (found.size() != 1) {
            throw new IllegalArgumentException(name);
        }
        return found.get(0);
    }

    /** Returns the names of functions, for suggestions. */
    public List<String> functionNames() {
        return operators.stream()
                .filter(SqlFunction.class::isInstance)
                .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<SqlOperator> standard() {
        return List.of(
                SqlStdOperatorTable.UNION,
                SqlStdOperatorTable.UNION_ALL,
                SqlStdOperatorTable.EXCEPT,
                SqlStdOperatorTable.EXCEPT_ALL,
                SqlStdOperatorTable.INTERSECT,
                SqlStdOperatorTable.INTERSECT_ALL,
                SqlStdOperatorTable.AND,
                SqlStdOperatorTable.OR,
                SqlStdOperatorTable.NOT,
                SqlStdOperatorTable.AS,
                SqlStdOperatorTable.FILTER,
                SqlStdOperatorTable.WITHIN_GROUP,
                SqlStdOperatorTable.CUBE,
                SqlStdOperatorTable.ROLLUP,
                SqlStdOperatorTable.GROUPING_SETS,
                SqlStdOperatorTable.GROUPING,
                SqlStdOperatorTable.CONCAT,
                SqlStdOperatorTable.MULTIPLY,
                SqlStdOperatorTable.DIVIDE,
                SqlStdOperatorTable.EQUALS,
                SqlStdOperatorTable.NOT_EQUALS,
                SqlStdOperatorTable.GREATER_THAN,
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                SqlStdOperatorTable.LESS_THAN,
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                SqlStdOperatorTable.IS_DISTINCT_FROM,
                SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                SqlStdOperatorTable.IN,
                SqlStdOperatorTable.NOT_IN,
                SqlStdOperatorTable.SOME_EQ,
                SqlStdOperatorTable.SOME_NE,
                SqlStdOperatorTable.SOME_GE,
                SqlStdOperatorTable.SOME_GT,
                SqlStdOperatorTable.SOME_LE,
                SqlStdOperatorTable.SOME_LT,
                SqlStdOperatorTable.ALL_EQ,
                SqlStdOperatorTable.ALL_NE,
                SqlStdOperatorTable.ALL_GE,
                SqlStdOperatorTable.ALL_GT,
                SqlStdOperatorTable.ALL_LE,
                SqlStdOperatorTable.ALL_LT,
                SqlStdOperatorTable.DESC,
                SqlStdOperatorTable.NULLS_FIRST,
                SqlStdOperatorTable.NULLS_LAST,
                SqlStdOperatorTable.IS_NULL,
                SqlStdOperatorTable.IS_NOT_NULL,
                SqlStdOperatorTable.IS_TRUE,
                SqlStdOperatorTable.IS_NOT_TRUE,
                SqlStdOperatorTable.IS_FALSE,
                SqlStdOperatorTable.IS_NOT_FALSE,
                SqlStdOperatorTable.IS_UNKNOWN,
                SqlStdOperatorTable.IS_NOT_UNKNOWN,
                SqlStdOperatorTable.EXISTS,
                SqlStdOperatorTable.UNARY_MINUS,
                SqlStdOperatorTable.UNARY_PLUS,
                SqlStdOperatorTable.BETWEEN,
                SqlStdOperatorTable.NOT_BETWEEN,
                SqlStdOperatorTable.SYMMETRIC_BETWEEN,
                SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
                SqlStdOperatorTable.LIKE,
                SqlStdOperatorTable.NOT_LIKE,
                org.apache.calcite.sql.fun.SqlLibraryOperators.ILIKE,
                org.apache.calcite.sql.fun.SqlLibraryOperators.NOT_ILIKE,
                SqlStdOperatorTable.SIMILAR_TO,
                SqlStdOperatorTable.NOT_SIMILAR_TO,
                SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE,
                SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE,
                SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE,
                SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE,
                SqlStdOperatorTable.ESCAPE,
                SqlStdOperatorTable.CASE,
                SqlStdOperatorTable.CAST,
                SqlStdOperatorTable.OVER,
                SqlStdOperatorTable.IGNORE_NULLS,
                SqlStdOperatorTable.RESPECT_NULLS,
                SqlStdOperatorTable.ROW,
                SqlStdOperatorTable.VALUES,
                SqlStdOperatorTable.LATERAL,
                SqlStdOperatorTable.SCALAR_QUERY,
                SqlStdOperatorTable.COALESCE,
                SqlStdOperatorTable.SUBSTRING,
                SqlStdOperatorTable.OVERLAY,
                SqlStdOperatorTable.TRIM,
                SqlStdOperatorTable.POSITION,
                SqlStdOperatorTable.CHAR_LENGTH,
                SqlStdOperatorTable.CHARACTER_LENGTH,
                SqlStdOperatorTable.UPPER,
                SqlStdOperatorTable.LOWER,
                SqlStdOperatorTable.INITCAP,
                SqlStdOperatorTable.ABS,
                SqlStdOperatorTable.SIGN,
                SqlStdOperatorTable.CURRENT_DATE,
                SqlStdOperatorTable.LOCALTIMESTAMP,
                SqlStdOperatorTable.COUNT,
                SqlStdOperatorTable.MIN,
                SqlStdOperatorTable.MAX,
                SqlStdOperatorTable.PERCENTILE_DISC,
                SqlStdOperatorTable.ROW_NUMBER,
                SqlStdOperatorTable.RANK,
                SqlStdOperatorTable.DENSE_RANK,
                SqlStdOperatorTable.PERCENT_RANK,
                SqlStdOperatorTable.CUME_DIST,
                SqlStdOperatorTable.LAG,
                SqlStdOperatorTable.LEAD,
                SqlStdOperatorTable.FIRST_VALUE,
                SqlStdOperatorTable.LAST_VALUE,
                SqlStdOperatorTable.NTH_VALUE);
    }
}
