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

/** The SELECT over a level's batch, joined with the rows of the level above, or chosen by them. One instance writes one query. */
final class BatchRows implements Names {
    private static final String ABOVE = "above";
    private static final String CHOOSING = "choosing";

    private final SelectionLevel level;
    private final @Nullable SubQuery above;
    private final BatchColumns names;
    private final List<SqlNode> items = new ArrayList<>();
    private final List<SqlNode> conditions = new ArrayList<>();
    private List<SortKey> order = List.of();

    BatchRows(SelectionLevel level) {
        Selection selection = level.selection();
        this.level = level;
        this.above = level.above() == null ? null : new SubQuery(ABOVE);
        this.names = BatchColumns.of(
                level.facts(), selection.projection(), selection.batch(), Set.of(ABOVE, CHOOSING), above);
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
            SqlNode condition = equal(above);
            query.setFrom(joined(
                    above.as(new LevelQuery(Objects.requireNonNull(level.above())).query(above.outputs())), condition));
        } else if (level.choosing() != null) {
            query.setFrom(chosen(level.choosing()));
        }
        return query;
    }

    /** Each of the values that rows have in common with those of this level is there once, so that it joins no row twice. */
    private SqlNode chosen(SelectionLevel choosing) {
        SubQuery values = new SubQuery(CHOOSING);
        SqlNode condition = equal(values);
        SubQuery all = new SubQuery(ABOVE);
        List<SqlNode> distinct =
                values.outputs().stream().map(output -> output.item(all)).toList();
        SqlSelect query = Syntax.distinct(distinct, all.as(new LevelQuery(choosing).query(all.outputs())));
        return joined(values.as(query), condition);
    }

    private SqlNode joined(SqlNode others, SqlNode condition) {
        return new SqlJoin(
                Syntax.HERE,
                others,
                SqlLiteral.createBoolean(false, Syntax.HERE),
                JoinType.INNER.symbol(Syntax.HERE),
                names.from(),
                JoinConditionType.ON.symbol(Syntax.HERE),
                condition);
    }

    private SqlNode equal(SubQuery others) {
        return Syntax.and(
                level.pairs().stream().map(pair -> equal(pair, others)).toList());
    }

    private SqlNode equal(Pair pair, SubQuery others) {
        return Syntax.call(
                SqlStdOperatorTable.EQUALS,
                names.column(pair.here()),
                others.of(new Term(0, new Selection.ColumnValue(pair.above()))));
    }
}
