package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * PostgreSQL's rule for ORDER BY: a bare name is first that of an output column, and any other expression knows input
 * columns only. Calcite would take output columns inside of expressions too, so that it is told positions instead.
 */
final class SortKeys {
    private SortKeys() {}

    /** Returns the keys with positions in place of the names of output columns. */
    static SqlNodeList resolved(SqlNodeList keys, SqlNode query) {
        SqlNode body = query instanceof SqlWith with ? with.body : query;
        if (keys.isEmpty() || !(body instanceof SqlSelect select)) {
            return keys;
        }
        return new SqlNodeList(keys.stream().map(key -> key(key, select)).toList(), keys.getParserPosition());
    }

    private static SqlNode key(SqlNode key, SqlSelect select) {
        return switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall call = (SqlCall) key;
                yield call.getOperator().createCall(key.getParserPosition(), key(call.operand(0), select));
            }
            case IDENTIFIER -> output((SqlIdentifier) key, select.getSelectList());
            default -> key;
        };
    }

    private static SqlNode output(SqlIdentifier name, SqlNodeList items) {
        if (!name.isSimple()) {
            return name;
        }
        List<SqlNode> named = items.stream()
                .filter(item -> !isStar(item) && OutputNames.of(item).equals(name.getSimple()))
                .toList();
        if (named.isEmpty()) {
            return name;
        }
        checkSame(name, named);
        return position(items.indexOf(named.get(0)), items, name);
    }

    private static SqlNode position(int index, SqlNodeList items, SqlIdentifier name) {
        boolean unknown = IntStream.range(0, index).anyMatch(i -> isStar(items.get(i)));
        return unknown
                ? expression(items.get(index))
                : SqlLiteral.createExactNumeric(Integer.toString(index + 1), name.getParserPosition());
    }

    private static void checkSame(SqlIdentifier name, List<SqlNode> named) {
        SqlNode first = expression(named.get(0));
        if (!named.stream().allMatch(item -> expression(item).equalsDeep(first, Litmus.IGNORE))) {
            SqlParserPos place = name.getParserPosition();
            throw ColonnadeException.of(
                            ErrorKind.INVALID_ARGUMENT,
                            SqlState.AMBIGUOUS_COLUMN,
                            "Cannot order by '" + name.getSimple() + "': several columns of the result have this name")
                    .at(new TextPosition(place.getLineNum(), place.getColumnNum()));
        }
    }

    private static SqlNode expression(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name && name.isStar();
    }
}
