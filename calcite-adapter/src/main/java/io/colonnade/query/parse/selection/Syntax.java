package io.colonnade.query.parse.selection;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Pieces of a syntax tree. Each call makes new ones: the validator takes one node in two places for one. */
final class Syntax {
    /** No place in a text, so that messages name none. */
    static final SqlParserPos HERE = SqlParserPos.ZERO;

    /** An alias where its expression stands would be taken for one that the validator made up. */
    private static final SqlParserPos ALIAS = new SqlParserPos(1, 1);

    private Syntax() {}

    static SqlIdentifier table(String projection, String batch) {
        if (projection.isEmpty() || batch.isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.NOT_FOUND,
                    SqlState.UNDEFINED_TABLE,
                    "Table '" + projection + "." + batch + "' does not exist");
        }
        return new SqlIdentifier(List.of(projection, batch), HERE);
    }

    /** An empty name would be Calcite's star. */
    static SqlIdentifier column(String table, String column) {
        if (column.isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.UNDEFINED_COLUMN, "Column '' does not exist");
        }
        return new SqlIdentifier(List.of(table, column), HERE);
    }

    static SqlNode as(SqlNode node, String name) {
        return SqlStdOperatorTable.AS.createCall(HERE, node, new SqlIdentifier(name, ALIAS));
    }

    static SqlNode parameter(int index) {
        return new SqlDynamicParam(index, HERE);
    }

    static SqlNode number(long value) {
        return SqlLiteral.createExactNumeric(Long.toString(value), HERE);
    }

    static SqlNode text(String value) {
        return SqlLiteral.createCharString(value, HERE);
    }

    static SqlNode truth(boolean value) {
        return SqlLiteral.createBoolean(value, HERE);
    }

    static SqlNode call(SqlOperator operator, SqlNode... operands) {
        return operator.createCall(HERE, operands);
    }

    static SqlNode cast(SqlNode value, SqlTypeName type) {
        return call(SqlStdOperatorTable.CAST, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, HERE), HERE));
    }

    static SqlNode and(List<SqlNode> conditions) {
        return conditions.isEmpty() ? truth(true) : balanced(conditions, SqlStdOperatorTable.AND);
    }

    static SqlNode or(List<SqlNode> conditions) {
        return conditions.isEmpty() ? truth(false) : balanced(conditions, SqlStdOperatorTable.OR);
    }

    /** A long list is no deep tree. */
    private static SqlNode balanced(List<SqlNode> conditions, SqlOperator operator) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        int half = (conditions.size() + 1) / 2;
        return call(
                operator,
                balanced(conditions.subList(0, half), operator),
                balanced(conditions.subList(half, conditions.size()), operator));
    }

    static SqlNodeList order(List<SortKey> keys, Names names) {
        return list(keys.stream().map(key -> sorted(names.of(key.term()), key)).toList());
    }

    private static SqlNode sorted(SqlNode value, SortKey key) {
        SqlNode item = key.descending() ? call(SqlStdOperatorTable.DESC, value) : value;
        if (!key.tellsNulls()) {
            return item;
        }
        return call(key.nullsFirst() ? SqlStdOperatorTable.NULLS_FIRST : SqlStdOperatorTable.NULLS_LAST, item);
    }

    static SqlNodeList list(List<? extends SqlNode> nodes) {
        return new SqlNodeList(nodes, HERE);
    }

    /** Returns a query of the different rows of others. */
    static SqlSelect distinct(List<SqlNode> items, SqlNode from) {
        SqlNodeList keywords = list(List.of(SqlSelectKeyword.DISTINCT.symbol(HERE)));
        return new SqlSelect(HERE, keywords, list(items), from, null, null, null, null, null, null, null, null, null);
    }

    /** Returns a query of some rows, without order and end. */
    static SqlSelect select(List<SqlNode> items, SqlNode from, List<SqlNode> where) {
        @Nullable SqlNode condition = where.isEmpty() ? null : and(where);
        return new SqlSelect(HERE, null, list(items), from, condition, null, null, null, null, null, null, null, null);
    }
}
