package io.colonnade.server.graphql.compile;

import graphql.introspection.Introspection;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import io.colonnade.contract.Column;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.graphql.compile.LevelDraft.LevelPlace;
import io.colonnade.server.graphql.execute.Content;
import io.colonnade.server.graphql.execute.Content.Member;
import io.colonnade.server.graphql.execute.Operation;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.graphql.schema.BatchNames;
import io.colonnade.server.graphql.schema.FieldMeaning;
import io.colonnade.server.graphql.schema.ViewSchema;
import io.colonnade.server.selection.Cursors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the levels of one operation and what becomes of their rows. A door makes one for each operation, which GraphQL's library has
 * validated and normalized: of fragments, aliases, variables and conditions nothing is left. For one thread.
 */
public final class OperationCompiler {
    private final ViewSchema schema;
    private final RangeReader ranges;
    private final GroupCompiler groups;
    private final ConnectionCompiler connections = new ConnectionCompiler(this);
    private final List<LevelDraft> drafts = new ArrayList<>();
    private Plane plane = Plane.NESTED;

    /** A batch, and how its rows belong to those above. */
    record Source(BatchNames batch, @Nullable LevelDraft above, List<Pair> columns) {}

    /**
     * Creates a compiler.
     *
     * @param schema what the caller may see
     * @param principal the caller, to whom cursors belong; null is an anonymous one
     */
    public OperationCompiler(ViewSchema schema, @Nullable Principal principal, Cursors cursors) {
        this.schema = schema;
        this.ranges = new RangeReader(principal, cursors);
        this.groups = new GroupCompiler(schema, ranges);
    }

    /**
     * Compiles an operation.
     *
     * @param known the JSON of the root fields that ask of the schema, by their names in the answer
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for arguments that do not go together
     */
    public Operation compile(ExecutableNormalizedOperation operation, Map<String, String> known) {
        List<Member> members = new ArrayList<>();
        for (ExecutableNormalizedField field : operation.getTopLevelFields()) {
            @Nullable String json = known.get(field.getResultKey());
            members.add(new Member(
                    field.getResultKey(),
                    json == null ? content(field, null, field.getResultKey()) : new Content.Known(json)));
        }
        return new Operation(drafts.stream().map(LevelDraft::build).toList(), members);
    }

    /**
     * Compiles an operation to a table for each of its levels. What is the same for all rows is no column.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for arguments that do not go together, and for what only a
     *     nested answer can tell
     */
    public List<Table> tables(ExecutableNormalizedOperation operation) {
        plane = Plane.TABLES;
        operation.getTopLevelFields().forEach(field -> content(field, null, field.getResultKey()));
        if (drafts.isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot answer tables: the operation asks for no rows");
        }
        drafts.forEach(LevelDraft::link);
        return drafts.stream().map(LevelDraft::table).toList();
    }

    Plane plane() {
        return plane;
    }

    RangeReader ranges() {
        return ranges;
    }

    ViewSchema schema() {
        return schema;
    }

    /** Begins a level. */
    LevelDraft draft(String name, LevelPlace place, RowRange range) {
        LevelDraft draft = new LevelDraft(drafts.size(), name, plane, place, range);
        drafts.add(draft);
        return draft;
    }

    /** Returns the members of an object about a row. */
    List<Member> members(List<ExecutableNormalizedField> fields, @Nullable LevelDraft row, String path) {
        return fields.stream()
                .map(field -> new Member(field.getResultKey(), content(field, row, below(path, field))))
                .toList();
    }

    static String below(String path, ExecutableNormalizedField field) {
        return path.isEmpty() ? field.getResultKey() : path + "." + field.getResultKey();
    }

    static boolean isTypeName(ExecutableNormalizedField field) {
        return field.getFieldName().equals(Introspection.TypeNameMetaFieldDef.getName());
    }

    private Content content(ExecutableNormalizedField field, @Nullable LevelDraft row, String path) {
        if (isTypeName(field)) {
            return new Content.Constant(field.getSingleObjectTypeName());
        }
        FieldMeaning meaning = schema.meaning(field.getSingleObjectTypeName(), field.getFieldName())
                .orElseThrow();
        if (meaning instanceof FieldMeaning.OfColumn of && row != null) {
            return new Content.Value(
                    row.shown(field.getResultKey(), new ColumnValue(of.column().name())));
        }
        if (meaning instanceof FieldMeaning.Rows rows) {
            return rows(field, new Source(rows.batch(), null, List.of()), rows.shape(), path);
        }
        if (meaning instanceof FieldMeaning.Related related) {
            Source source = new Source(related.batch(), row, related.relation().columns());
            return rows(field, source, related.shape(), path);
        }
        return new Content.Nothing();
    }

    private Content rows(ExecutableNormalizedField field, Source source, FieldMeaning.Shape shape, String path) {
        return switch (shape) {
            case LIST -> {
                LevelDraft rows = draft(
                        path,
                        place(source, false),
                        ranges.rows(source.batch(), field, source.above()).range());
                batchBy(field, rows);
                yield new Content.Rows(rows.number(), members(field.getChildren(), rows, path));
            }
            case ONE -> {
                LevelDraft row = draft(path, place(source, true), one(field, source));
                yield new Content.OneRow(row.number(), members(field.getChildren(), row, path));
            }
            case CONNECTION -> connections.connection(field, source, path);
            case AGGREGATE -> groups.groups(field, source.batch(), path, this);
        };
    }

    private static void batchBy(ExecutableNormalizedField field, LevelDraft rows) {
        Map<String, Column> columns = rows.batch().columns();
        for (String name : FieldArguments.of(field).batchBy()) {
            rows.batchBy(
                    new ColumnValue(Objects.requireNonNull(columns.get(name)).name()));
        }
    }

    private RowRange one(ExecutableNormalizedField field, Source source) {
        if (source.above() == null) {
            return RangeReader.byKey(source.batch(), field);
        }
        return plane == Plane.TABLES
                ? ranges.all(source.batch(), source.above())
                : RowRange.of(RangeReader.values(source.above()), null, List.of());
    }

    static LevelPlace place(Source source, boolean single) {
        return new LevelPlace(source.batch(), source.above(), source.columns(), single);
    }
}
