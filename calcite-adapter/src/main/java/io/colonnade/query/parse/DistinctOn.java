package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import io.colonnade.query.parse.syntax.DistinctOnSelect;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** {@code SELECT DISTINCT ON} in standard terms: the first row of each partition, in the query's order. */
final class DistinctOn {
    private DistinctOn() {}

    static SqlSelect rewrite(DistinctOnSelect select, SqlNodeList order) {
        List<SqlNode> on = new ArrayList<>();
        select.on().forEach(item -> on.add(resolved(item, select)));
        List<SqlNode> sort = new ArrayList<>();
        order.forEach(item -> sort.add(resolvedOrder(item, select)));
        checkOrder(on, sort);
        if (select.getQualify() != null) {
            throw refusal(select.getQualify(), "Cannot use QUALIFY together with DISTINCT ON");
        }
        return new SqlSelect(
                select.getParserPosition(),
                null,
                select.getSelectList(),
                select.getFrom(),
                select.getWhere(),
                select.getGroup(),
                select.getHaving(),
                select.getWindowList(),
                firstOf(on, sort, select.on().getParserPosition()),
                null,
                null,
                null,
                select.getHints());
    }

    private static SqlNode firstOf(List<SqlNode> on, List<SqlNode> sort, SqlParserPos place) {
        SqlNode window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(on, place),
                new SqlNodeList(sort, place),
                SqlLiteral.createBoolean(false, place),
                null,
                null,
                null,
                place);
        SqlNode number =
                SqlStdOperatorTable.OVER.createCall(place, SqlStdOperatorTable.ROW_NUMBER.createCall(place), window);
        return SqlStdOperatorTable.EQUALS.createCall(place, number, SqlLiteral.createExactNumeric("1", place));
    }

    /** PostgreSQL's rule: the expressions of ON come first in ORDER BY, in any order, before all others. */
    private static void checkOrder(List<SqlNode> on, List<SqlNode> sort) {
        List<SqlNode> left = new ArrayList<>(on);
        SqlNode other = null;
        for (SqlNode item : sort) {
            SqlNode key = key(item);
            boolean inOn = on.stream().anyMatch(expression -> same(expression, key));
            left.removeIf(expression -> same(expression, key));
            if (inOn && other != null) {
                throw mismatch(item);
            }
            other = inOn ? other : item;
        }
        if (other != null && !left.isEmpty()) {
            throw mismatch(other);
        }
    }

    private static boolean same(SqlNode one, SqlNode other) {
        if (one instanceof SqlIdentifier a && other instanceof SqlIdentifier b && (a.isSimple() || b.isSimple())) {
            return last(a).equals(last(b));
        }
        return one.equalsDeep(other, Litmus.IGNORE);
    }

    private static String last(SqlIdentifier name) {
        return name.names.get(name.names.size() - 1);
    }

    private static SqlNode key(SqlNode orderItem) {
        return isOrdering(orderItem) ? key(((SqlCall) orderItem).operand(0)) : orderItem;
    }

    private static SqlNode resolvedOrder(SqlNode item, SqlSelect select) {
        if (isOrdering(item) && item instanceof SqlBasicCall call) {
            SqlNode inner = resolvedOrder(call.operand(0), select);
            return call.getOperator().createCall(call.getParserPosition(), inner);
        }
        return resolved(item, select);
    }

    private static boolean isOrdering(SqlNode item) {
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
            default -> false;
        };
    }

    /** Replaces an ordinal or an alias by the expression of the select list that it stands for. */
    private static SqlNode resolved(SqlNode item, SqlSelect select) {
        if (item instanceof SqlNumericLiteral ordinal) {
            return atOrdinal(ordinal, select.getSelectList());
        }
        if (item instanceof SqlIdentifier name && name.isSimple()) {
            SqlNode aliased = aliased(name.getSimple(), select.getSelectList());
            return aliased == null ? item : aliased;
        }
        return item;
    }

    private static SqlNode atOrdinal(SqlNumericLiteral ordinal, SqlNodeList list) {
        List<SqlNode> before = list.getList();
        int position = ordinal.isInteger() ? ordinal.intValue(false) : 0;
        if (position < 1 || position > before.size()) {
            throw refusal(ordinal, "Invalid position in the select list: " + ordinal.toValue());
        }
        if (before.subList(0, position).stream().anyMatch(DistinctOn::isStar)) {
            throw refusal(ordinal, "Cannot use a position with DISTINCT ON and *: name the column instead");
        }
        SqlNode chosen = before.get(position - 1);
        return chosen.getKind() == SqlKind.AS ? ((SqlCall) chosen).operand(0) : chosen;
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name && name.isStar();
    }

    private static @Nullable SqlNode aliased(String name, SqlNodeList list) {
        for (SqlNode item : list) {
            if (item.getKind() == SqlKind.AS
                    && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
                    && alias.getSimple().equals(name)) {
                return ((SqlCall) item).operand(0);
            }
        }
        return null;
    }

    private static ColonnadeException mismatch(SqlNode item) {
        return refusal(item, "Cannot use this ORDER BY: it must begin with the expressions of SELECT DISTINCT ON");
    }

    private static ColonnadeException refusal(SqlNode place, String message) {
        SqlParserPos position = place.getParserPosition();
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, message)
                .at(new TextPosition(position.getLineNum(), position.getColumnNum()));
    }
}
