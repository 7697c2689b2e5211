package io.colonnade.query.pushdown;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A batch's own definition as SQL: its columns by the names that users know, its relation, its condition. */
final class BatchSelect {
    private static final SqlParserPos HERE = SqlParserPos.ZERO;

    /** Which rows of a batch a statement reads. */
    enum Rows {
        ALL,
        /** Those of a range of its table's pages, see {@link SplitScan}. */
        OF_PAGES
    }

    private BatchSelect() {}

    /** Returns the sub-select that reads a batch. */
    static SqlSelect of(Batch batch, List<Column> columns, Rows rows) {
        List<SqlNode> items = new ArrayList<>();
        for (Column column : columns) {
            items.add(as(new VerbatimSql(column.expression()), column.name()));
        }
        SqlNode from = batch.relation() instanceof Relation.Table table
                ? new VerbatimSql(table.sql())
                : as(new VerbatimSql("(" + ((Relation.Query) batch.relation()).sql() + ")"), "source");
        return select(items, from, where(batch, rows));
    }

    private static @Nullable SqlNode where(Batch batch, Rows rows) {
        SqlNode condition = batch.condition()
                .<SqlNode>map(text -> new VerbatimSql("(" + text + ")"))
                .orElse(null);
        if (rows == Rows.ALL) {
            return condition;
        }
        SqlNode from =
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(HERE, rowPosition(), bound(SplitScan.LOWER));
        SqlNode to = SqlStdOperatorTable.LESS_THAN.createCall(HERE, rowPosition(), bound(SplitScan.UPPER));
        return and(condition == null ? from : and(condition, from), to);
    }

    private static SqlNode and(SqlNode one, SqlNode other) {
        return SqlStdOperatorTable.AND.createCall(HERE, one, other);
    }

    /** No table of PostgreSQL has a column of this name, and the table is all that this sub-select reads. */
    private static SqlNode rowPosition() {
        return new SqlIdentifier("ctid", HERE);
    }

    private static SqlNode bound(int number) {
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlAlienSystemTypeNameSpec("tid", SqlTypeName.OTHER, HERE), HERE);
        return SqlStdOperatorTable.CAST.createCall(HERE, new SqlDynamicParam(number, HERE), type);
    }

    static SqlSelect select(List<SqlNode> items, @Nullable SqlNode from, @Nullable SqlNode where) {
        return new SqlSelect(
                HERE,
                SqlNodeList.EMPTY,
                new SqlNodeList(items, HERE),
                from,
                where,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static SqlNode as(SqlNode node, String name) {
        return SqlStdOperatorTable.AS.createCall(HERE, node, new SqlIdentifier(name, HERE));
    }
}
