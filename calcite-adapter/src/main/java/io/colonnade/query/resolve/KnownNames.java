package io.colonnade.query.resolve;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The names that a message may suggest: those that the caller can see, columns only of the tables that the query names.
 *
 * @param schemas names of projections
 * @param tables names of batches
 * @param qualified the same, each behind its projection's name
 * @param columns names of columns
 */
record KnownNames(List<String> schemas, List<String> tables, List<String> qualified, List<String> columns) {
    static final KnownNames NONE = new KnownNames(List.of(), List.of(), List.of(), List.of());

    static KnownNames of(CallerView view, SqlNode query) {
        Set<String> words = words(query);
        List<String> schemas = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<String> qualified = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Projection projection : view.visibleProjections()) {
            schemas.add(projection.name());
            for (Batch batch : projection.batches()) {
                tables.add(batch.name());
                qualified.add(projection.name() + "." + batch.name());
                if (words.contains(batch.name())) {
                    batch.columns().stream().map(Column::name).forEach(columns::add);
                }
            }
        }
        return new KnownNames(schemas, tables, qualified, columns);
    }

    private static Set<String> words(SqlNode query) {
        Set<String> words = new HashSet<>();
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                words.addAll(identifier.names);
                return super.visit(identifier);
            }
        });
        return words;
    }
}
