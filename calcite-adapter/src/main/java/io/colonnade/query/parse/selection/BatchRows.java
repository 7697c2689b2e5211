package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** The SELECT over a level's batch, joined with the rows of the level above. One instance writes one query. */
final class BatchRows implements Names {
    private static final String ABOVE = "above";

    private final Level level;
    private final @Nullable SubQuery above;
    private final BatchNames names;
    private final List<SqlNode> items = new ArrayList<>();
    private final List<SqlNode> conditions = new ArrayList<>();
    private List<SortKey> order = List.of();

    BatchRows(Level level) {
        Selection selection = level.selection();
        this.level = level;
        this.above = level.above() == null ? null : new SubQuery(ABOVE);
        this.names = BatchNames.of(
                level.facts(),
                selection.projection(),
                selection.batch(),
                above == null ? Set.of() : Set.of(ABOVE),
                above);
    }

    @Override
    public SqlNode of(Term term) {
        return names.of(term);
    }

    BatchRows show(List<Output> outputs) {
        outputs.forEach(output -> items.add(output.item(this)));
        return this;
    }

    /** Adds the number of each row among those of one row above, in the level's own order or in another one. */
    BatchRows showNumber(String name, List<SortKey> within) {
        SqlNodeList partition = Syntax.list(
                level.inherited().stream().map(key -> of(key.term())).toList());
        SqlLiteral no = SqlLiteral.createBoolean(false, Syntax.HERE);
        SqlWindow window =
                SqlWindow.create(null, null, partition, Syntax.order(within, this), no, null, null, null, Syntax.HERE);
        SqlNode number = SqlStdOperatorTable.ROW_NUMBER.createCall(Syntax.HERE);
        items.add(Syntax.as(Syntax.call(SqlStdOperatorTable.OVER, number, window), name));
        return this;
    }

    /** Adds conditions that the rows meet after they have been grouped. */
    BatchRows keep(List<SqlNode> more) {
        conditions.addAll(more);
        return this;
    }

    BatchRows sort(List<SortKey> keys) {
        order = keys;
        return this;
    }

    /** Returns the query. What it reads of the level above is known only when all else is written. */
    SqlSelect query() {
        Selection selection = level.selection();
        List<SqlNode> where = new ArrayList<>();
        List<SqlNode> having = new ArrayList<>();
        if (selection.where() != null) {
            where.add(ConditionTree.of(selection.where(), names));
        }
        if (selection.having() != null) {
            having.add(ConditionTree.of(selection.having(), names));
        }
        (selection.grouped() ? having : where).addAll(conditions);
        SqlSelect query = Syntax.select(items, names.from(), where);
        query.setOrderBy(Syntax.order(order, this));
        if (!having.isEmpty()) {
            query.setHaving(Syntax.and(having));
        }
        List<Term> groups = selection.grouped() ? level.groups() : List.of();
        if (!groups.isEmpty()) {
            query.setGroupBy(Syntax.list(groups.stream().map(this::of).toList()));
        }
        if (above != null) {
            query.setFrom(joined(above));
        }
        return query;
    }

    private SqlNode joined(SubQuery rowsAbove) {
        SqlNode condition = Syntax.and(
                level.pairs().stream().map(pair -> equal(pair, rowsAbove)).toList());
        SqlNode query = new LevelRows(Objects.requireNonNull(level.above())).query(rowsAbove.outputs());
        return new SqlJoin(
                Syntax.HERE,
                rowsAbove.as(query),
                SqlLiteral.createBoolean(false, Syntax.HERE),
                JoinType.INNER.symbol(Syntax.HERE),
                names.from(),
                JoinConditionType.ON.symbol(Syntax.HERE),
                condition);
    }

    private SqlNode equal(Pair pair, SubQuery rowsAbove) {
        return Syntax.call(
                SqlStdOperatorTable.EQUALS,
                names.column(pair.here()),
                rowsAbove.of(new Term(0, new Selection.ColumnValue(pair.above()))));
    }
}
