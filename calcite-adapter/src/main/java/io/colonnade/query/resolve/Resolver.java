package io.colonnade.query.resolve;

import io.colonnade.contract.Column;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.parse.ParsedQuery;
import io.colonnade.query.resolve.ResolvedQuery.Origin;
import io.colonnade.query.resolve.ResolvedQuery.OutputColumn;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Pair;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/** Resolves names and types against what one caller may see. Thread-safe; one instance serves all callers of a view. */
public final class Resolver {
    private final CallerView view;
    private final CallerCatalog catalog;

    /** Creates the resolver of a view. */
    public Resolver(CallerView view) {
        this.view = view;
        this.catalog = new CallerCatalog(view);
    }

    /** Returns what the callers of this resolver may see. */
    public CallerView view() {
        return view;
    }

    /**
     * Resolves a query.
     *
     * @param query the syntax tree, which is changed in place
     * @param time what is left for it
     * @throws io.colonnade.error.ColonnadeException if a name does not exist for this caller or types do not fit, with
     *     the position in the text
     */
    public ResolvedQuery resolve(ParsedQuery query, PlanningTime time) {
        Validation validation = new Validation(catalog, query.defaultSchema().orElse(null), time);
        try {
            SqlNode validated = validation.validate(query.query());
            RelRoot root = validation.toTree(validated);
            List<String> names = ColumnNames.of(validated, root.fields.size());
            List<@Nullable List<String>> origins = query.origins().orElseGet(() -> validation.origins(validated));
            return resolved(root, names, origins, parameters(validation.parameters(validated)));
        } catch (CalciteContextException e) {
            throw ResolutionErrors.translate(e, KnownNames.of(view, query.query()));
        } catch (CalciteException e) {
            throw ResolutionErrors.translate(e);
        } catch (ColonnadeException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw ResolutionErrors.unsupported(e);
        }
    }

    private ResolvedQuery resolved(
            RelRoot root, List<String> names, List<@Nullable List<String>> origins, List<ColumnType> parameters) {
        boolean prefix = isPrefix(root);
        RelNode tree = prefix ? root.rel : root.project(true);
        List<RelDataTypeField> fields = tree.getRowType().getFieldList();
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < root.fields.size(); i++) {
            RelDataType type = fields.get(i).getType();
            @Nullable Origin origin = origin(origins, i);
            boolean nullable = origin == null || type.isNullable();
            columns.add(new OutputColumn(names.get(i), columnType(type, origin), nullable, origin));
        }
        boolean ordered = root.rel instanceof Sort sort
                && !sort.getCollation().getFieldCollations().isEmpty();
        return new ResolvedQuery(tree, columns, parameters, ordered, view);
    }

    /** SQL has one type for text; which of Arrow's two it leaves as is for the contract to say. */
    private static ColumnType columnType(RelDataType type, @Nullable Origin origin) {
        ColumnType computed = ColumnType.ofSql(type);
        if (origin == null || computed.name() != TypeName.STRING) {
            return computed;
        }
        return origin.table()
                .batch()
                .column(origin.column())
                .map(Column::type)
                .filter(promised -> promised.name() == TypeName.LARGE_STRING)
                .orElse(computed);
    }

    private static boolean isPrefix(RelRoot root) {
        return Mappings.isIdentity(Pair.left(root.fields), root.fields.size());
    }

    private @Nullable Origin origin(List<@Nullable List<String>> origins, int index) {
        List<String> path = index < origins.size() ? origins.get(index) : null;
        if (path == null || path.size() < 3) {
            return null;
        }
        String projection = path.get(path.size() - 3);
        String batch = path.get(path.size() - 2);
        String column = path.get(path.size() - 1);
        return view.visibleProjections().stream()
                .filter(candidate -> candidate.name().equals(projection))
                .findFirst()
                .flatMap(owner -> owner.batch(batch)
                        .filter(table -> table.column(column).isPresent())
                        .map(table -> new Origin(new BatchTable(owner, table), column)))
                .orElse(null);
    }

    private static List<ColumnType> parameters(List<RelDataType> types) {
        return types.stream().map(ColumnType::ofSql).toList();
    }
}
