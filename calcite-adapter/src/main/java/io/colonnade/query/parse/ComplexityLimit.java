package io.colonnade.query.parse;

import io.colonnade.query.request.QueryLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Keeps short texts from standing for enormous queries: a WITH query is planned once for each place that names it, and a
 * column that is computed from another twice doubles it. What a text stands for is counted before anything is built of it,
 * and refused if it is too much. For trees that {@link NestingLimit} has let through; one object counts one statement.
 */
final class ComplexityLimit {
    private static final long MOST_NODES = 200_000;
    private static final long MOST_SETS = 512;

    /**
     * What a query, or a part of one, stands for.
     *
     * @param nodes expressions, with those that columns stand for
     * @param tables tables that are read
     * @param depth levels, one for what has no parts
     * @param columns how many nodes a column stands for, by its name, where it is more than one
     */
    private record Size(long nodes, long tables, int depth, Map<String, Long> columns) {
        static Size of(long nodes) {
            return new Size(nodes, 0, 1, Map.of());
        }

        Size plus(Size other) {
            Map<String, Long> both = new HashMap<>(columns);
            other.columns.forEach((name, nodes) -> both.merge(name, nodes, Math::max));
            return new Size(nodes + other.nodes, tables + other.tables, Math.max(depth, other.depth), both);
        }

        /** Beside another one, whose columns nobody names. */
        Size beside(Size other) {
            return new Size(nodes + other.nodes, tables + other.tables, Math.max(depth, other.depth), columns);
        }

        Size times(long number) {
            return new Size(number * nodes, number * tables, depth, columns);
        }

        Size under(int levels) {
            return new Size(nodes, tables, depth + levels, columns);
        }

        Size with(Map<String, Long> others) {
            return new Size(nodes, tables, depth, others);
        }
    }

    private final QueryLimits limits;
    private final Map<String, Size> named = new HashMap<>();
    private Map<String, Long> visible = Map.of();

    private ComplexityLimit(QueryLimits limits) {
        this.limits = limits;
    }

    /** Throws if a query stands for too much. */
    static void check(SqlNode query, QueryLimits limits) {
        new ComplexityLimit(limits).query(query);
    }

    private Size query(@Nullable SqlNode node) {
        Size size = node instanceof SqlWith with
                ? with(with)
                : node instanceof SqlSelect select ? select(select) : other(node);
        limits.checkTables(size.tables());
        limits.checkDepth(size.depth());
        checkNodes(size.nodes());
        return size;
    }

    /** Throws if a query has, or stands for, too many expressions. */
    static void checkNodes(long nodes) {
        if (nodes > MOST_NODES) {
            throw QueryLimits.refusal("written out, its WITH queries and computed columns are more than " + MOST_NODES
                    + " expressions; use fewer of them");
        }
    }

    private Size with(SqlWith with) {
        // Each of them sees those before it, which Calcite looks through one in the other.
        limits.checkDepth(with.withList.size());
        Map<String, Size> outer = new HashMap<>(named);
        for (SqlNode item : with.withList) {
            SqlWithItem definition = (SqlWithItem) item;
            Size size = query(definition.query);
            // Its columns may have names of their own.
            named.put(
                    definition.name.getSimple(),
                    definition.columnList == null ? size : renamed(size, definition.columnList));
        }
        Size body = query(with.body);
        named.clear();
        named.putAll(outer);
        return body;
    }

    private Size select(SqlSelect select) {
        Map<String, Long> outer = visible;
        Size from = from(select.getFrom());
        visible = both(outer, from.columns());
        checkGroups(select.getGroup());
        // What a column stands for is put in its place, so that the levels of this query come upon those below it.
        int below = from.depth();
        Size size = new Size(from.nodes(), from.tables(), 1, Map.of());
        for (SqlNode operand : select.getOperandList()) {
            if (operand != null && operand != select.getFrom() && operand != select.getSelectList()) {
                size = size.plus(query(operand));
            }
        }
        Map<String, Long> columns = new HashMap<>();
        for (SqlNode item : select.getSelectList()) {
            Size one = query(item);
            size = size.beside(one);
            name(columns, from, item, one.nodes());
        }
        visible = outer;
        return size.under(below).with(columns);
    }

    private static void name(Map<String, Long> columns, Size from, SqlNode item, long nodes) {
        if (item instanceof SqlIdentifier identifier) {
            if (identifier.isStar()) {
                columns.putAll(from.columns());
            } else {
                columns.merge(last(identifier), nodes, Math::max);
            }
        } else if (item.getKind() == SqlKind.AS) {
            columns.merge(last(((SqlCall) item).operand(1)), nodes, Math::max);
        }
    }

    private Size from(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier table) {
            @Nullable Size definition = table.isSimple() ? named.get(table.getSimple()) : null;
            return definition == null ? new Size(1, 1, 1, Map.of()) : definition;
        }
        if (node != null && node.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) node;
            Size size = from(as.operand(0));
            return as.operandCount() > 2 ? renamed(size, as.getOperandList().subList(2, as.operandCount())) : size;
        }
        if (node instanceof SqlJoin join) {
            return join(join);
        }
        return node != null && node.getKind() == SqlKind.LATERAL ? from(((SqlCall) node).operand(0)) : query(node);
    }

    /** What is right of a join may name what is left of it. */
    private Size join(SqlJoin join) {
        Map<String, Long> outer = visible;
        Size left = from(join.getLeft());
        visible = both(outer, left.columns());
        Size right = from(join.getRight());
        visible = both(visible, right.columns());
        Size condition = query(join.getCondition());
        visible = outer;
        return left.plus(right).beside(condition).under(1);
    }

    private static Map<String, Long> both(Map<String, Long> outer, Map<String, Long> inner) {
        Map<String, Long> both = new HashMap<>(outer);
        both.putAll(inner);
        return both;
    }

    /** Which column has got which name does not matter much: each stands for as much as the largest. */
    private static Size renamed(Size size, Iterable<? extends SqlNode> names) {
        long most = size.columns().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        Map<String, Long> columns = new HashMap<>();
        names.forEach(name -> columns.put(last((SqlIdentifier) name), most));
        return size.with(columns);
    }

    private static void checkGroups(@Nullable SqlNodeList groups) {
        long sets = 1;
        for (SqlNode group : groups == null ? SqlNodeList.EMPTY : groups) {
            sets = Math.min(MOST_SETS + 1, sets * sets(group));
        }
        if (sets > MOST_SETS) {
            throw QueryLimits.refusal("its GROUP BY is for more than " + MOST_SETS
                    + " sets of columns; write CUBE and ROLLUP with fewer");
        }
    }

    private static long sets(@Nullable SqlNode group) {
        if (!(group instanceof SqlCall call)) {
            return 1;
        }
        long size = call.operandCount();
        return switch (call.getKind()) {
            case CUBE -> size > 30 ? MOST_SETS + 1 : 1L << size;
            case ROLLUP -> size + 1;
            case GROUPING_SETS ->
                Math.min(
                        MOST_SETS + 1,
                        call.getOperandList().stream()
                                .mapToLong(ComplexityLimit::sets)
                                .sum());
            default -> 1;
        };
    }

    private Size other(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier column) {
            return Size.of(column.isStar() ? 1 : visible.getOrDefault(last(column), 1L));
        }
        if (node != null && node.getKind() == SqlKind.AS) {
            return query(((SqlCall) node).operand(0));
        }
        Size size = Size.of(1);
        List<? extends @Nullable SqlNode> children = children(node);
        for (int i = 0; i < children.size(); i++) {
            size = size.plus(query(children.get(i)).times(RepeatedOperands.of(node, i)));
        }
        size = children.isEmpty() ? size : size.under(1);
        return node != null && SqlKind.SET_QUERY.contains(node.getKind()) ? sameForAll(size) : size;
    }

    /** The columns of a UNION are named by its first query, and those of the others may be larger. */
    private static Size sameForAll(Size size) {
        long most = size.columns().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        Map<String, Long> columns = new HashMap<>(size.columns());
        columns.replaceAll((name, nodes) -> most);
        return size.with(columns);
    }

    private static List<? extends @Nullable SqlNode> children(@Nullable SqlNode node) {
        if (node instanceof SqlCall call) {
            return call.getOperandList();
        }
        return node instanceof SqlNodeList list ? list.getList() : List.of();
    }

    private static String last(SqlIdentifier identifier) {
        return identifier.names.get(identifier.names.size() - 1);
    }
}
