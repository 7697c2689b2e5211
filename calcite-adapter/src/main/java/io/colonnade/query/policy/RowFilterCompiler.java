package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.FilterTemplate;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.resolve.PredicateResolver;
import io.colonnade.query.resolve.PredicateResolver.ResolvedPredicate;
import io.colonnade.security.policy.RowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns a row filter's text into an expression over a batch's visible and filter columns. The text is parsed as one
 * expression, so that nothing in it can reach beyond the filter. Thread-safe.
 */
public final class RowFilterCompiler {
    private final QueryParser parser = new QueryParser();
    private final Map<Key, CompiledFilter> compiled = new ConcurrentHashMap<>();

    /** A batch has identity, not value: a reloaded contract compiles its filters again. */
    private record Key(Batch batch, RowFilter filter) {}

    /** A filter as an expression whose parameters are claims, numbered from 0 in order of appearance. */
    record CompiledFilter(ResolvedPredicate predicate, List<ContextParameter> context) {}

    /**
     * Compiles a filter.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if it cannot be parsed, has a sub-query, names an unknown column
     *     or is no predicate
     */
    CompiledFilter compile(Batch batch, RowFilter filter) {
        return compiled.computeIfAbsent(new Key(batch, filter), key -> compileAnew(batch, filter));
    }

    private CompiledFilter compileAnew(Batch batch, RowFilter filter) {
        try {
            FilterTemplate template = FilterTemplate.parse(filter.predicate());
            ResolvedPredicate predicate =
                    PredicateResolver.resolve(parser.parseExpression(template.sql()), columns(batch));
            List<ContextParameter> context = new ArrayList<>();
            for (int i = 0; i < template.claims().size(); i++) {
                context.add(new ContextParameter(
                        template.claims().get(i), predicate.parameters().get(i)));
            }
            return new CompiledFilter(predicate, context);
        } catch (ColonnadeException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Invalid row filter of batch '" + batch.name() + "': " + e.getMessage());
        }
    }

    /** Checks a filter without keeping the result; for the contract compiler. */
    public void check(Batch batch, RowFilter filter) {
        compile(batch, filter);
    }

    static List<Column> columns(Batch batch) {
        List<Column> columns = new ArrayList<>(batch.columns());
        for (Column column : batch.filterColumns()) {
            if (batch.column(column.name()).isEmpty()) {
                columns.add(column);
            }
        }
        return columns;
    }
}
