package io.colonnade.server.graphql;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorClassification;
import graphql.validation.ValidationErrorType;
import io.colonnade.server.graphql.GraphQlError.Code;
import io.colonnade.server.graphql.GraphQlError.Location;
import io.colonnade.server.graphql.schema.ViewSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From texts to documents that are valid for a schema, of which the last ones are remembered. Thread-safe. */
final class Documents {
    /** Of the library's messages too. */
    static final Locale LANGUAGE = Locale.ENGLISH;

    private static final int LONGEST_REMEMBERED = 16 << 10;
    private static final long REMEMBERED_BYTES = 16 << 20;

    /** About what a node of a document takes, with its place: much more than its text, which may be two characters. */
    private static final int NODE_BYTES = 300;

    private final ParserOptions parsing;
    private final QueryComplexityLimits complexity;
    private final Cache<Text, Checked> remembered = CacheBuilder.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .weigher((Text text, Checked checked) -> text.document().length() + checked.bytes())
            .build();

    private record Text(ViewSchema schema, String document) {}

    /**
     * A document that was looked at.
     *
     * @param document null if it is not valid
     * @param errors none if it is
     */
    record Checked(@Nullable Document document, List<GraphQlError> errors) {
        static Checked wrong(GraphQlError error) {
            return new Checked(null, List.of(error));
        }

        /** Returns about how much memory it takes. */
        int bytes() {
            Deque<Node<?>> left = new ArrayDeque<>();
            if (document != null) {
                left.add(document);
            }
            int nodes = errors.size() + 1;
            while (!left.isEmpty()) {
                nodes++;
                for (Node<?> child : left.remove().getChildren()) {
                    left.add(child);
                }
            }
            return nodes * NODE_BYTES;
        }
    }

    Documents(GraphQlLimits limits) {
        this.parsing = ParserOptions.newParserOptions()
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .captureSourceLocation(true)
                .readerTrackData(false)
                // How long a text may be is for limits.sql_length to say.
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(limits.tokens())
                .build();
        this.complexity = QueryComplexityLimits.newLimits()
                .maxFieldsCount(limits.fields())
                .maxDepth(QueryComplexityLimits.DEFAULT_MAX_DEPTH)
                .build();
    }

    Checked checked(ViewSchema schema, String document) {
        Text text = new Text(schema, document);
        Checked known = remembered.getIfPresent(text);
        if (known != null) {
            return known;
        }
        Checked checked = check(schema, document);
        if (document.length() <= LONGEST_REMEMBERED) {
            remembered.put(text, checked);
        }
        return checked;
    }

    private Checked check(ViewSchema schema, String text) {
        ParseAndValidateResult parsed = ParseAndValidate.parse(ExecutionInput.newExecutionInput(text)
                .locale(LANGUAGE)
                .graphQLContext(context -> context.put(ParserOptions.class, parsing))
                .build());
        InvalidSyntaxException wrong = parsed.getSyntaxException();
        return wrong == null
                ? validated(schema, Objects.requireNonNull(parsed.getDocument()))
                : Checked.wrong(syntaxError(wrong));
    }

    private Checked validated(ViewSchema schema, Document document) {
        try {
            List<ValidationError> errors =
                    ParseAndValidate.validate(schema.definition(), document, rule -> true, LANGUAGE, complexity);
            return errors.isEmpty()
                    ? new Checked(document, List.of())
                    : new Checked(
                            null, errors.stream().map(this::validationError).toList());
        } catch (GoodFaithIntrospectionExceeded e) {
            GoodFaithIntrospection.BadFaithIntrospectionError told = e.toBadFaithError();
            return Checked.wrong(GraphQlError.of(Code.LIMIT_EXCEEDED, told.getMessage(), List.of()));
        }
    }

    private static GraphQlError syntaxError(InvalidSyntaxException wrong) {
        SourceLocation place = wrong.getLocation();
        boolean tooLarge = wrong instanceof ParseCancelledException || wrong instanceof ParseCancelledTooDeepException;
        return GraphQlError.of(
                tooLarge ? Code.LIMIT_EXCEEDED : Code.GRAPHQL_PARSE_FAILED,
                String.valueOf(wrong.getMessage()),
                place == null ? List.of() : locations(List.of(place)));
    }

    private GraphQlError validationError(ValidationError error) {
        ValidationErrorClassification type = error.getValidationErrorType();
        if (type == ValidationErrorType.MaxQueryFieldsExceeded || type == ValidationErrorType.MaxQueryDepthExceeded) {
            return OperationLimits.tooManyFields(complexity.getMaxFieldsCount());
        }
        Code code = type == ValidationErrorType.UnknownOperation
                ? Code.OPERATION_NOT_SUPPORTED
                : Code.GRAPHQL_VALIDATION_FAILED;
        return GraphQlError.of(code, error.getMessage(), locations(error.getLocations()));
    }

    /** Some of the library's errors have no place, or one that is none. */
    static List<Location> locations(@Nullable List<SourceLocation> places) {
        return places == null
                ? List.of()
                : places.stream()
                        .filter(place -> place != null && place.getLine() > 0 && place.getColumn() > 0)
                        .map(place -> new Location(place.getLine(), place.getColumn()))
                        .toList();
    }
}
