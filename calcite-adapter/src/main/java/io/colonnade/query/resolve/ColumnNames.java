package io.colonnade.query.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Names for the columns that a user left without one, chosen as PostgreSQL chooses them. */
final class ColumnNames {
    private static final String UNNAMED = "?column?";

    private ColumnNames() {}

    /**
     * Returns the names that clients see.
     *
     * @param validated the query, with stars expanded; a set operation is named by its first branch
     * @param derived the names that the validator gave, made-up ones included
     */
    static List<String> of(SqlNode validated, List<String> derived) {
        List<SqlNode> items = items(validated);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < derived.size(); i++) {
            boolean madeUp = derived.get(i).startsWith("EXPR$");
            names.add(madeUp && i < items.size() ? nameOf(items.get(i)) : derived.get(i));
        }
        return names;
    }

    private static List<SqlNode> items(SqlNode query) {
        if (query instanceof SqlOrderBy orderBy) {
            return items(orderBy.query);
        }
        if (query instanceof SqlWith with) {
            return items(with.body);
        }
        if (query instanceof SqlSelect select) {
            return select.getSelectList().getList();
        }
        if (SqlKind.SET_QUERY.contains(query.getKind()) && query instanceof SqlCall call) {
            return items(call.operand(0));
        }
        return List.of();
    }

    private static String nameOf(SqlNode item) {
        if (item instanceof SqlIdentifier identifier) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        if (item instanceof SqlCall call) {
            return switch (call.getKind()) {
                case CASE -> "case";
                case EXISTS -> "exists";
                case AS, OVER, FILTER, WITHIN_GROUP, CAST -> nameOf(call.operand(0));
                case SCALAR_QUERY -> first(items(call.operand(0)));
                default ->
                    call.getOperator() instanceof SqlFunction function
                            ? function.getName().toLowerCase(Locale.ROOT)
                            : UNNAMED;
            };
        }
        return UNNAMED;
    }

    private static String first(List<SqlNode> items) {
        if (items.isEmpty()) {
            return UNNAMED;
        }
        String alias = SqlValidatorUtil.alias(items.get(0));
        return alias == null || alias.startsWith("EXPR$") ? nameOf(items.get(0)) : alias;
    }
}
