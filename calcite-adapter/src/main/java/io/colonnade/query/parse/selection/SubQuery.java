package io.colonnade.query.parse.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** The rows of a sub-query. It answers what is asked of it, so that it is written after what stands around it. */
final class SubQuery implements Names {
    private final String alias;
    private final Map<Term, String> columns = new LinkedHashMap<>();

    SubQuery(String alias) {
        this.alias = alias;
    }

    @Override
    public SqlNode of(Term term) {
        String known = columns.get(term);
        if (known == null) {
            known = "v" + columns.size();
            columns.put(term, known);
        }
        return Syntax.column(alias, known);
    }

    /** Returns what has been asked for so far. */
    List<Output> outputs() {
        return columns.entrySet().stream()
                .map(column -> new Output(column.getValue(), column.getKey()))
                .toList();
    }

    /** Returns a column that is there unasked. */
    SqlNode unasked(String column) {
        return Syntax.column(alias, column);
    }

    /** Returns a query of the rows, which still lacks the sub-query. */
    SqlSelect select(List<Output> outputs, List<SortKey> order) {
        List<SqlNode> items = outputs.stream().map(output -> output.item(this)).toList();
        SqlSelect query = Syntax.select(items, new SqlIdentifier(alias, Syntax.HERE), List.of());
        query.setOrderBy(Syntax.order(order, this));
        return query;
    }

    SqlNode as(SqlNode query) {
        return Syntax.as(query, alias);
    }
}
