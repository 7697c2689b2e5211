package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that the compiler lets a source describe. None of them is ever run. */
final class DescribeSql {
    private DescribeSql() {}

    /** Asks for columns under the batch's condition. */
    static String of(BatchDraft batch, List<ColumnDraft> columns) {
        List<String> conditions = new ArrayList<>();
        if (batch.condition() != null) {
            conditions.add(SourceSql.enclose(batch.condition()));
        }
        return select(batch, columns, conditions);
    }

    /** Asks for one column without the batch's condition, which may be at fault itself. */
    static String alone(BatchDraft batch, ColumnDraft column) {
        return select(batch, List.of(column), new ArrayList<>());
    }

    /** Asks for all that the batch's relation has. */
    static String everything(BatchDraft batch) {
        return "SELECT * FROM " + SourceSql.from(batch.relation());
    }

    /**
     * An expression must speak of one row. PostgreSQL refuses aggregates, window functions and set-returning functions
     * under WHERE, so each expression stands there too.
     */
    private static String select(BatchDraft batch, List<ColumnDraft> columns, List<String> conditions) {
        String list = columns.stream()
                .map(column -> column.origin().sql() + " AS " + SourceSql.quote(column.name()))
                .collect(Collectors.joining(", "));
        for (ColumnDraft column : columns) {
            if (column.origin().computed()) {
                conditions.add(column.origin().sql() + " IS NOT NULL");
            }
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return "SELECT " + (list.isEmpty() ? "1" : list) + " FROM " + SourceSql.from(batch.relation()) + where;
    }
}
