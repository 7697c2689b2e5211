package io.colonnade.server.graphql.compile;

import graphql.normalized.ExecutableNormalizedField;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.server.graphql.compile.OperationCompiler.Source;
import io.colonnade.server.graphql.compile.RangeReader.Ranged;
import io.colonnade.server.graphql.execute.Content;
import io.colonnade.server.graphql.execute.Content.Member;
import io.colonnade.server.graphql.execute.Content.PageFact;
import io.colonnade.server.graphql.execute.Level.Paging;
import io.colonnade.server.graphql.schema.FieldMeaning.Part;
import io.colonnade.server.selection.OrderTerm;
import io.colonnade.server.selection.PageRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the levels of a connection: its rows, the number of all of them, and what tells of its page. For one operation. */
final class ConnectionCompiler {
    private final OperationCompiler operation;

    ConnectionCompiler(OperationCompiler operation) {
        this.operation = operation;
    }

    Content connection(ExecutableNormalizedField field, Source source, String path) {
        return new Fields(field, source, path).content();
    }

    private @Nullable Part part(ExecutableNormalizedField field) {
        return operation
                                .schema()
                                .meaning(field.getSingleObjectTypeName(), field.getFieldName())
                                .orElse(null)
                        instanceof Part part
                ? part
                : null;
    }

    /** One connection of a document. */
    private final class Fields {
        private final ExecutableNormalizedField field;
        private final Source source;
        private final String path;
        private final Set<Part> asked = EnumSet.noneOf(Part.class);
        private @Nullable LevelDraft rows;

        Fields(ExecutableNormalizedField field, Source source, String path) {
            this.field = field;
            this.source = source;
            this.path = path;
            for (ExecutableNormalizedField child : field.getChildren()) {
                if (part(child) == Part.PAGE_INFO) {
                    child.getChildren().forEach(this::ask);
                }
            }
        }

        private void ask(ExecutableNormalizedField fact) {
            Part part = part(fact);
            if (part != null) {
                asked.add(part);
            }
        }

        Content content() {
            List<Member> members = new ArrayList<>();
            for (ExecutableNormalizedField child : field.getChildren()) {
                if (part(child) != Part.PAGE_INFO) {
                    members.add(new Member(child.getResultKey(), content(child)));
                }
            }
            return new Content.Fixed(withPageInfo(members));
        }

        /** A name twice is one page twice: the rows of the first are those that are told of. */
        private List<Member> withPageInfo(List<Member> members) {
            if (operation.plane() == Plane.TABLES && hasPageInfo()) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "Cannot answer '" + path
                                + ".pageInfo' in a table: it is known behind the rows; ask for edges { cursor }, of which the"
                                + " last is the end of the page");
            }
            List<Integer> passed = new ArrayList<>();
            @Nullable LevelDraft probe = null;
            if (!asked.isEmpty() && rows == null) {
                passed.add(rows().number());
            }
            if (asked.contains(Part.HAS_PREVIOUS_PAGE) && request().last() != null) {
                probe = probe();
                passed.add(probe.number());
            }
            for (ExecutableNormalizedField child : field.getChildren()) {
                if (part(child) == Part.PAGE_INFO) {
                    members.add(new Member(child.getResultKey(), pageInfo(child, probe, passed)));
                    passed = List.of();
                }
            }
            return members;
        }

        private boolean hasPageInfo() {
            return field.getChildren().stream().anyMatch(child -> part(child) == Part.PAGE_INFO);
        }

        private Content content(ExecutableNormalizedField child) {
            Part part = part(child);
            if (part == Part.EDGES) {
                return edges(child);
            }
            return part == Part.TOTAL_COUNT ? count(child) : typeName(child);
        }

        private Content edges(ExecutableNormalizedField child) {
            String name = OperationCompiler.below(path, child);
            LevelDraft level = level(name);
            rows = rows == null ? level : rows;
            List<Member> members = new ArrayList<>();
            for (ExecutableNormalizedField part : child.getChildren()) {
                members.add(new Member(part.getResultKey(), edge(part, level, OperationCompiler.below(name, part))));
            }
            return new Content.Rows(level.number(), members);
        }

        private Content edge(ExecutableNormalizedField field, LevelDraft level, String name) {
            Part part = part(field);
            if (part == Part.NODE) {
                return new Content.Fixed(operation.members(field.getChildren(), level, name));
            }
            if (part != Part.CURSOR) {
                return typeName(field);
            }
            level.cursor(field.getResultKey());
            return new Content.Cursor();
        }

        private Content count(ExecutableNormalizedField child) {
            LevelDraft count = operation.draft(
                    OperationCompiler.below(path, child),
                    OperationCompiler.place(source, false),
                    operation.ranges().count(source.batch(), field, source.above()));
            return new Content.Count(count.number(), count.shown(child.getResultKey(), RowRange.COUNT));
        }

        private LevelDraft rows() {
            LevelDraft known = rows == null ? level(path) : rows;
            rows = known;
            return known;
        }

        private PageRequest request() {
            return ranged().request();
        }

        private Ranged ranged() {
            return operation.ranges().rows(source.batch(), field, source.above());
        }

        private LevelDraft level(String name) {
            Ranged ranged = ranged();
            boolean oneMore = rows == null
                    && asked.contains(Part.HAS_NEXT_PAGE)
                    && ranged.request().first() != null;
            return paged(name, ranged, oneMore);
        }

        private LevelDraft paged(String name, Ranged ranged, boolean oneMore) {
            RowRange range = ranged.range().paged(ranged.range().shown(), oneMore);
            LevelDraft level = operation.draft(name, OperationCompiler.place(source, false), range);
            List<Integer> columns = new ArrayList<>();
            for (OrderTerm term : ranged.scope().order().terms()) {
                columns.add(level.hidden(new ColumnValue(term.column().name())));
            }
            boolean told = asked.contains(Part.START_CURSOR) || asked.contains(Part.END_CURSOR);
            level.page(new Paging(
                    range.shown().limit(),
                    told,
                    columns,
                    values -> operation.ranges().cursors().of(ranged.scope(), values)));
            return level;
        }

        /** Of a page at the end, the row that tells of more comes first, and would be known too late for it not to be shown. */
        private LevelDraft probe() {
            return paged(path, ranged(), true);
        }

        private Content pageInfo(ExecutableNormalizedField info, @Nullable LevelDraft probe, List<Integer> passed) {
            List<Member> facts = new ArrayList<>();
            for (ExecutableNormalizedField fact : info.getChildren()) {
                Part part = part(fact);
                facts.add(new Member(fact.getResultKey(), part == null ? typeName(fact) : fact(part, probe)));
            }
            return new Content.PageInfo(facts, passed);
        }

        private Content fact(Part part, @Nullable LevelDraft probe) {
            PageRequest request = request();
            int number = rows().number();
            return switch (part) {
                case HAS_NEXT_PAGE ->
                    request.first() == null
                            ? new Content.Truth(request.before() != null)
                            : new Content.OfPage(number, PageFact.MORE);
                case HAS_PREVIOUS_PAGE ->
                    request.last() == null
                            ? new Content.Truth(request.after() != null)
                            : new Content.OfPage(Objects.requireNonNull(probe).number(), PageFact.MORE);
                case START_CURSOR -> new Content.OfPage(number, PageFact.FIRST);
                case END_CURSOR -> new Content.OfPage(number, PageFact.LAST);
                case EDGES, NODE, CURSOR, PAGE_INFO, TOTAL_COUNT ->
                    throw new IllegalStateException("no fact of a page: " + part);
            };
        }

        private Content typeName(ExecutableNormalizedField field) {
            return new Content.Constant(field.getSingleObjectTypeName());
        }
    }
}
