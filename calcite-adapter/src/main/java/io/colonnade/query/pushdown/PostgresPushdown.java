package io.colonnade.query.pushdown;

import static io.colonnade.query.pushdown.BatchSelect.as;
import static io.colonnade.query.pushdown.BatchSelect.select;

import com.google.common.collect.ImmutableList;
import io.colonnade.contract.Column;
import io.colonnade.query.policy.GovernedScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/**
 * Writes a governed tree as PostgreSQL's SQL. A governed scan becomes a sub-select that holds the batch's own
 * definition, its row filter and its masks, whatever stands around it. One instance writes one statement.
 */
public final class PostgresPushdown extends RelToSqlConverter {
    private static final String ROWS = "rows";
    private static final SqlParserPos HERE = SqlParserPos.ZERO;

    private enum Scans {
        /** As what they are. */
        DEFINED,
        /** As the batch's name. */
        NAMED
    }

    private final Scans scans;
    private final BatchSelect.Rows rows;
    private final UsedColumns used;

    private PostgresPushdown(Scans scans, BatchSelect.Rows rows, UsedColumns used) {
        super(PostgresDialect.INSTANCE);
        this.scans = scans;
        this.rows = rows;
        this.used = used;
    }

    /** Writes a tree, all of whose scans are of one PostgreSQL source, with the fences that {@link Barrier} demands. */
    public static PushdownSql sql(RelNode tree) {
        return written(tree, Scans.DEFINED, BatchSelect.Rows.ALL);
    }

    /** Writes a tree over one table restricted to a range of the table's pages. */
    static PushdownSql sqlOfPages(RelNode tree) {
        return written(tree, Scans.DEFINED, BatchSelect.Rows.OF_PAGES);
    }

    /** Writes a tree for those who may not know how its batches are defined, filtered and masked. */
    public static PushdownSql outline(RelNode tree) {
        return written(tree, Scans.NAMED, BatchSelect.Rows.ALL);
    }

    private static PushdownSql written(RelNode tree, Scans scans, BatchSelect.Rows rows) {
        SharedSubtrees shared = new SharedSubtrees();
        RelNode fenced = Barrier.raised(InLists.restore(ComparisonCasts.strip(tree)));
        SqlNode statement = statement(shared.share(fenced), scans, rows);
        List<SqlNode> items = new ArrayList<>();
        shared.definitions()
                .forEach((name, definition) -> items.add(new SqlWithItem(
                        HERE,
                        new SqlIdentifier(name, HERE),
                        names(definition),
                        statement(definition, scans, rows),
                        SqlLiteral.createBoolean(false, HERE))));
        if (!items.isEmpty()) {
            statement = new SqlWith(HERE, new SqlNodeList(items, HERE), statement);
        }
        SqlString text = UndialectedLiterals.rendered(statement).toSqlString(PostgresPushdown::layout);
        List<Integer> parameters = text.getDynamicParameters() == null ? List.of() : text.getDynamicParameters();
        return new PushdownSql(text.getSql(), parameters, WaitingExpressions.of(fenced));
    }

    private static SqlNode statement(RelNode tree, Scans scans, BatchSelect.Rows rows) {
        return new PostgresPushdown(scans, rows, UsedColumns.of(tree))
                .visitRoot(tree)
                .asStatement();
    }

    private static SqlNodeList names(RelNode tree) {
        List<SqlNode> names = new ArrayList<>();
        for (String name : tree.getRowType().getFieldNames()) {
            names.add(new SqlIdentifier(name, HERE));
        }
        return new SqlNodeList(names, HERE);
    }

    private static SqlWriterConfig layout(SqlWriterConfig config) {
        return config.withDialect(PostgresDialect.INSTANCE)
                .withQuoteAllIdentifiers(true)
                .withAlwaysUseParentheses(false)
                .withSelectListItemsOnSeparateLines(false)
                .withUpdateSetListNewline(false)
                .withIndentation(0);
    }

    /** Called by Calcite's dispatcher for what the WITH clause computes. */
    public Result visit(SharedRows rows) {
        SqlNode named = as(new SqlIdentifier(rows.name(), HERE), unusedAlias(rows.name()));
        return result(named, ImmutableList.of(Clause.FROM), rows, null);
    }

    @Override
    public Result visit(TableScan scan) {
        if (!(scan instanceof GovernedScan governed)) {
            throw new IllegalStateException("a scan without its policy");
        }
        String alias = unusedAlias(governed.batch().name());
        if (scans == Scans.NAMED) {
            SqlIdentifier name = new SqlIdentifier(
                    List.of(governed.projection().name(), governed.batch().name()), HERE);
            return result(as(name, alias), ImmutableList.of(Clause.FROM), governed, null);
        }
        SqlNode select = governed.filter().isPresent() || hasMasks(governed)
                ? governedSelect(governed, alias)
                : BatchSelect.of(governed.batch(), usedColumns(governed), rows);
        return result(as(select, alias), ImmutableList.of(Clause.FROM), governed, null);
    }

    /** Calcite gives the columns of no rows no types, and PostgreSQL takes those for text. */
    @Override
    public Result visit(Values values) {
        if (!Values.isEmpty(values)) {
            return super.visit(values);
        }
        List<SqlNode> items = new ArrayList<>();
        for (RelDataTypeField field : values.getRowType().getFieldList()) {
            items.add(as(typed(SqlLiteral.createNull(HERE), field.getType()), field.getName()));
        }
        SqlSelect nothing = select(items, null, SqlLiteral.createBoolean(false, HERE));
        return result(nothing, List.of(Clause.SELECT, Clause.WHERE), values, null);
    }

    /**
     * An alias that no other part of the statement has: a sub-query over the same batch would otherwise take the outer
     * query's columns for its own.
     */
    private String unusedAlias(String name) {
        String alias = name;
        for (int i = 0; aliasSet.contains(alias); i++) {
            alias = name + i;
        }
        return alias;
    }

    private SqlNode governedSelect(GovernedScan scan, String alias) {
        RelDataType row = scan.sourceRow();
        Context context = aliasContext(Map.of(alias, row), false);
        List<SqlNode> items = new ArrayList<>();
        Set<String> read = new HashSet<>();
        scan.filter().ifPresent(condition -> addNames(condition, row, read));
        for (int i = 0; i < scan.outputs().size(); i++) {
            if (!isWritten(scan, i)) {
                continue;
            }
            RexNode output = scan.outputs().get(i);
            addNames(output, row, read);
            String name = scan.batch().columns().get(i).name();
            SqlNode value = context.toSql(null, output);
            items.add(scan.masked(i) ? as(value, name) : value);
        }
        SqlNode filter =
                scan.filter().map(condition -> context.toSql(null, condition)).orElse(null);
        List<Column> columns = new ArrayList<>(sourceColumns(scan, row));
        columns.removeIf(column -> !read.contains(column.name()));
        if (columns.isEmpty()) {
            columns.add(scan.batch().columns().get(0));
        }
        return select(items, as(BatchSelect.of(scan.batch(), columns, rows), alias), filter);
    }

    private static List<Column> sourceColumns(GovernedScan scan, RelDataType row) {
        List<Column> columns = new ArrayList<>(scan.batch().columns());
        for (RelDataTypeField field : row.getFieldList().subList(columns.size(), row.getFieldCount())) {
            scan.batch().filterColumns().stream()
                    .filter(column -> column.name().equals(field.getName()))
                    .findFirst()
                    .ifPresent(columns::add);
        }
        return columns;
    }

    private List<Column> usedColumns(GovernedScan scan) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < scan.batch().columns().size(); i++) {
            if (isWritten(scan, i)) {
                columns.add(scan.batch().columns().get(i));
            }
        }
        return columns;
    }

    /** The first column stands for a row where the statement names none. */
    private boolean isWritten(GovernedScan scan, int column) {
        return used.contains(scan, column) || column == 0 && !used.containsAny(scan);
    }

    private static void addNames(RexNode expression, RelDataType row, Set<String> names) {
        expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                names.add(row.getFieldNames().get(reference.getIndex()));
                return reference;
            }
        });
    }

    private static boolean hasMasks(GovernedScan scan) {
        for (int i = 0; i < scan.outputs().size(); i++) {
            if (scan.masked(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sorts by positions. A name would be ambiguous where two columns of the result share it, and would be taken for an
     * output column where the user meant an input column.
     */
    @Override
    public Result visit(Sort sort) {
        Result result = super.visit(sort);
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        if (keys.isEmpty()) {
            return result;
        }
        SqlSelect select = result.asSelect();
        select.setOrderBy(
                new SqlNodeList(keys.stream().map(PostgresPushdown::position).toList(), HERE));
        List<Clause> clauses = new ArrayList<>(List.of(Clause.SELECT, Clause.ORDER_BY));
        if (sort.fetch != null) {
            clauses.add(Clause.FETCH);
        }
        if (sort.offset != null) {
            clauses.add(Clause.OFFSET);
        }
        return result(select, clauses, sort, null);
    }

    private static SqlNode position(RelFieldCollation key) {
        SqlNode position = SqlLiteral.createExactNumeric(Integer.toString(key.getFieldIndex() + 1), HERE);
        boolean descending = key.getDirection().isDescending();
        SqlNode item = descending ? SqlStdOperatorTable.DESC.createCall(HERE, position) : position;
        return switch (key.nullDirection) {
            case FIRST -> descending ? item : SqlStdOperatorTable.NULLS_FIRST.createCall(HERE, item);
            case LAST -> descending ? SqlStdOperatorTable.NULLS_LAST.createCall(HERE, item) : item;
            case UNSPECIFIED -> item;
        };
    }

    /**
     * Calcite forgets that a lateral join is a left join, writes a comma, which binds looser than JOIN, and gives a join on
     * the left side one alias.
     */
    @Override
    public Result visit(Correlate correlate) {
        List<RelNode> sides = List.of(AmbiguousNames.resolved(correlate.getLeft()), correlate.getRight());
        Result result = super.visit((Correlate) correlate.copy(correlate.getTraitSet(), sides));
        if (result.asFrom() instanceof SqlJoin join) {
            if (correlate.getJoinType() == JoinRelType.LEFT) {
                join.setOperand(2, JoinType.LEFT.symbol(HERE));
                join.setOperand(4, JoinConditionType.ON.symbol(HERE));
                join.setOperand(5, SqlLiteral.createBoolean(true, HERE));
            } else {
                join.setOperand(2, JoinType.CROSS.symbol(HERE));
            }
        }
        return result;
    }

    /**
     * Where a sub-query of the select list looks at the row around it, that row has an alias of its own. Calcite calls it
     * "t" at every level, so that an inner query would take its own columns for the outer one's.
     */
    @Override
    public Result visit(Project written) {
        Project project = WindowArguments.typed(written);
        if (project.getVariablesSet().isEmpty()) {
            return withoutGroups(project, super.visit(project));
        }
        RelNode input = project.getInput();
        boolean named = input instanceof TableScan
                || input instanceof SharedRows
                || input instanceof Fence
                || input instanceof Join;
        Project above = named ? project : (Project) project.copy(project.getTraitSet(), nested(project));
        Result rows = visitInput(above, 0, Clause.SELECT);
        project.getVariablesSet().forEach(id -> correlTableMap.put(id, rows.qualifiedContext()));
        Builder builder = rows.builder(above);
        List<SqlNode> items = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            SqlNode item = builder.context.toSql(null, expression);
            addSelect(
                    items,
                    SqlUtil.isNullLiteral(item, false) ? typed(item, expression.getType()) : item,
                    project.getRowType());
        }
        builder.setSelect(new SqlNodeList(items, HERE));
        return builder.result();
    }

    /** Calcite takes an aggregate in a sub-query that it leaves out for one of the statement, and groups all rows. */
    private static Result withoutGroups(Project project, Result result) {
        RelNode rows = project;
        while (rows instanceof Project || rows instanceof Filter || rows instanceof Sort) {
            rows = rows.getInput(0);
        }
        SqlSelect select = result.asSelect();
        if (!(rows instanceof Aggregate)
                && select.getGroup() != null
                && select.getGroup().isEmpty()) {
            select.setGroupBy(null);
        }
        return result;
    }

    /**
     * In HAVING a sub-query that looks at the groups would look for them under a name that nothing has. Otherwise Calcite must
     * see what the aggregation really reads, or HAVING would take columns of that for its own.
     */
    @Override
    public Result visit(Filter filter) {
        Filter written = filter;
        if (filter.getInput() instanceof Aggregate aggregate) {
            boolean isCorrelated = !filter.getVariablesSet().isEmpty();
            written = (Filter) filter.copy(
                    filter.getTraitSet(), isCorrelated ? nested(filter) : List.of(AggregateInput.listed(aggregate)));
        }
        Result result = super.visit(written);
        SqlSelect select = result.asSelect();
        if (filter.getInput() instanceof Correlate correlate && AmbiguousNames.in(correlate)) {
            nameColumns(select, correlate.getRowType());
        }
        if (select.getHaving() != null) {
            select.setHaving(ConditionFrame.of(select.getHaving()));
        }
        return result;
    }

    /** As Calcite does over other joins. */
    private static void nameColumns(SqlSelect select, RelDataType row) {
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            items.add(BatchSelect.as(item, row.getFieldNames().get(items.size())));
        }
        select.setSelectList(new SqlNodeList(items, HERE));
    }

    @Override
    public Result visit(Aggregate aggregate) {
        return super.visit(AggregateInput.listed(aggregate));
    }

    private static List<RelNode> nested(RelNode node) {
        return List.of(new SubSelect(AmbiguousNames.resolved(node.getInput(0))));
    }

    /**
     * Called by Calcite's dispatcher for what must be a sub-select of its own. Its alias is none of Calcite's, which calls
     * every VALUES "t": inside a sub-query that one would take the columns of the row around it for its own.
     */
    public Result visit(SubSelect rows) {
        SqlNode select = visitInput(rows, 0).asSelect();
        return result(as(select, unusedAlias(ROWS)), ImmutableList.of(Clause.FROM), rows, null);
    }

    /** Called by Calcite's dispatcher for an optimisation fence. */
    public Result visit(Fence fence) {
        SqlSelect rows = visitInput(fence, 0).asSelect();
        SqlSelect select = rows.getOffset() == null && rows.getFetch() == null
                ? rows
                : select(List.of(SqlIdentifier.star(HERE)), as(rows, unusedAlias(ROWS)), null);
        select.setOffset(SqlLiteral.createExactNumeric("0", HERE));
        String alias = unusedAlias(ROWS);
        aliasSet.add(alias);
        // Calcite would forget the alias, which it asks for where the fence is the right side of a lateral join.
        RelDataType row = fence.getRowType();
        return result(as(select, alias), ImmutableList.of(Clause.FROM), alias, row, Map.of(alias, row));
    }

    /** A group key that is a literal would read as the position of a column. */
    @Override
    protected Builder buildAggregate(
            Aggregate aggregate, Builder builder, List<SqlNode> selectList, List<SqlNode> groupByList) {
        List<RelDataTypeField> types = aggregate.getRowType().getFieldList();
        List<SqlNode> keys = new ArrayList<>();
        for (int i = 0; i < groupByList.size(); i++) {
            SqlNode key = groupByList.get(i);
            keys.add(key instanceof SqlLiteral ? typed(key, types.get(i).getType()) : key);
        }
        return super.buildAggregate(aggregate, builder, selectList, keys);
    }

    private SqlNode typed(SqlNode literal, RelDataType type) {
        SqlNode spec = java.util.Objects.requireNonNull(dialect.getCastSpec(type));
        return SqlStdOperatorTable.CAST.createCall(HERE, literal, spec);
    }
}
