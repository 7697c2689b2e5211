package io.colonnade.query.parse.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;
import org.jspecify.annotations.Nullable;

/**
 * Refuses {@code a < b < c} and its kind: PostgreSQL's comparisons have no associativity, and Calcite would compare a truth
 * value with c. What ends by itself, such as {@code IS NULL} or {@code IN (…)}, may stand on the left of the next one. One
 * instance checks one list.
 */
final class ComparisonChain {
    /** From the loosest to the tightest, as in PostgreSQL's table of precedences. */
    private enum Level {
        IS,
        COMPARISON,
        MATCH
    }

    /** The levels at which an operator has its right operand still to come to an end. */
    private final Set<Level> open = EnumSet.noneOf(Level.class);

    void check(List<Object> list) {
        for (Object part : list) {
            if (part instanceof ToTreeListItem item) {
                next(item);
            }
        }
    }

    private void next(ToTreeListItem item) {
        SqlKind kind = item.getOperator().getKind();
        if (kind == SqlKind.NOT) {
            open.clear();
            return;
        }
        Level level = level(item);
        if (level == null) {
            return;
        }
        // A looser operator ends what stands before it.
        open.removeIf(other -> other.compareTo(level) > 0);
        if (open.contains(level)) {
            throw SyntaxProblem.at(
                    item.getPos(),
                    "Cannot parse the statement: comparisons cannot follow one another; write parentheses, or AND between"
                            + " two comparisons");
        }
        if (!isComplete(item)) {
            open.add(level);
        }
    }

    private static @Nullable Level level(ToTreeListItem item) {
        if (item.getOperator() instanceof SqlQuantifyOperator) {
            return null;
        }
        return switch (item.getOperator().getKind()) {
            case IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    IS_UNKNOWN,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> Level.IS;
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                Level.COMPARISON;
            case LIKE, SIMILAR, BETWEEN, IN, NOT_IN -> Level.MATCH;
            default -> null;
        };
    }

    private static boolean isComplete(ToTreeListItem item) {
        return item.getOperator() instanceof SqlPostfixOperator || item.getOperator() instanceof SqlInOperator;
    }
}
