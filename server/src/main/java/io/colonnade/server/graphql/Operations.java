package io.colonnade.server.graphql;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.AbortExecutionException;
import graphql.execution.RawVariables;
import graphql.execution.UnknownOperationException;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.VisibleProjection;
import io.colonnade.server.graphql.Documents.Checked;
import io.colonnade.server.graphql.GraphQlError.Code;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.graphql.schema.ViewSchema;
import io.colonnade.server.graphql.schema.ViewSchemas;
import java.util.List;
import java.util.Optional;

/**
 * From requests to operations that may run: GraphQL's library parses, validates and normalizes, and none of its executing is used.
 * Doors ask it, in the turn of the request, since large documents take time. Thread-safe; made once, by the server's wiring.
 */
public final class Operations {
    private final GraphQlLimits limits;
    private final OperationRunner runner;
    private final ViewSchemas schemas = new ViewSchemas();
    private final Documents documents;
    private final Introspection introspection = new Introspection();
    private final ExecutableNormalizedOperationFactory.Options normalizing;

    /**
     * Creates what prepares operations.
     *
     * @param limits what one operation may be
     * @param runner runs those that read rows
     */
    public Operations(GraphQlLimits limits, OperationRunner runner) {
        this.limits = limits;
        this.runner = runner;
        this.documents = new Documents(limits);
        this.normalizing = ExecutableNormalizedOperationFactory.Options.defaultOptions()
                .locale(Documents.LANGUAGE)
                .maxFieldsCount(limits.fields());
    }

    /**
     * Prepares what a request asks for.
     *
     * @param visible what the caller may see, as the query façade says
     */
    public Preparation prepare(List<VisibleProjection> visible, GraphQlRequest request) {
        ViewSchema schema = schemas.of(visible);
        Checked checked = documents.checked(schema, request.document());
        Document document = checked.document();
        if (document == null) {
            return new Preparation.Refused(checked.errors());
        }
        try {
            return limited(visible, schema, normalized(schema, document, request), asksForTables(document, request));
        } catch (UnknownOperationException e) {
            return refused(Code.OPERATION_RESOLUTION_FAILURE, e, List.of());
        } catch (AbortExecutionException e) {
            return Preparation.Refused.because(OperationLimits.tooManyFields(limits.fields()));
        } catch (GraphQLException e) {
            // Those that are errors of GraphQL are about values; others are ours.
            if (e instanceof GraphQLError error) {
                return refused(Code.BAD_USER_INPUT, e, Documents.locations(error.getLocations()));
            }
            throw e;
        }
    }

    /** Begins an operation, and runs nothing of it yet, as {@link OperationRunner#begin} does. */
    public RunningOperation begin(PreparedOperation operation, AccessContext context) {
        return operation.readsRows() ? runner.begin(operation, context) : new SchemaAnswer(operation);
    }

    /**
     * Begins an operation whose rows are answered as tables, and runs nothing of it yet, as {@link OperationRunner#beginTables}
     * does.
     */
    public RunningTables beginTables(PreparedOperation operation, AccessContext context) {
        checkTables(operation);
        return runner.beginTables(operation, context);
    }

    /**
     * Returns the tables of an operation, for doors that read each of them by itself.
     *
     * @throws ColonnadeException INVALID_ARGUMENT for what is no such operation
     */
    public List<Table> tables(List<VisibleProjection> visible, GraphQlRequest request, AccessContext context) {
        Preparation preparation = prepare(visible, request);
        if (preparation instanceof Preparation.Refused refused) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot run the operation: " + refused.errors().get(0).message());
        }
        PreparedOperation operation = ((Preparation.Ready) preparation).operation();
        checkTables(operation);
        return runner.tables(operation, context);
    }

    private static void checkTables(PreparedOperation operation) {
        if (!operation.readsRows() || !operation.introspection().isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot answer as tables what is asked of the schema; ask for application/json, or for rows only");
        }
    }

    /** Of normalized operations, the directives are not left. */
    private static boolean asksForTables(Document document, GraphQlRequest request) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> request.operation() == null
                        || request.operation().isEmpty()
                        || request.operation().equals(operation.getName()))
                .anyMatch(operation -> operation.hasDirective(ViewSchema.TABLES));
    }

    private ExecutableNormalizedOperation normalized(ViewSchema schema, Document document, GraphQlRequest request) {
        return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
                schema.definition(), document, request.operation(), RawVariables.of(request.variables()), normalizing);
    }

    private static Preparation refused(Code code, GraphQLException failure, List<GraphQlError.Location> locations) {
        return Preparation.Refused.because(GraphQlError.of(code, String.valueOf(failure.getMessage()), locations));
    }

    private Preparation limited(
            List<VisibleProjection> visible,
            ViewSchema schema,
            ExecutableNormalizedOperation operation,
            boolean asksForTables) {
        OperationCost cost = OperationCost.of(schema, operation);
        Optional<GraphQlError> refusal =
                OperationLimits.exceeded(cost, operation.getTopLevelFields().size(), limits);
        return refusal.<Preparation>map(Preparation.Refused::because)
                .orElseGet(() -> new Preparation.Ready(new PreparedOperation(
                        visible,
                        schema,
                        operation,
                        introspection.answers(schema, operation),
                        cost.values(),
                        asksForTables)));
    }
}
