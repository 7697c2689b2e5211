package io.colonnade.query.parse.selection;

import io.colonnade.query.operator.ColonnadeOperators;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.BucketValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The values of a batch's rows, under an alias that no row around them has. */
final class BatchColumns implements Names {
    private final ColumnFacts facts;
    private final String projection;
    private final String batch;
    private final String alias;
    private final Set<String> taken;
    private final @Nullable Names above;

    private BatchColumns(
            ColumnFacts facts, String projection, String batch, Set<String> around, @Nullable Names above) {
        this.facts = facts;
        this.projection = projection;
        this.batch = batch;
        this.alias = unused(batch, around);
        this.taken = new HashSet<>(around);
        this.taken.add(alias);
        this.above = above;
    }

    /**
     * Names the rows of a level.
     *
     * @param around aliases that are in use
     * @param above the names of the rows of the level above
     */
    static BatchColumns of(
            ColumnFacts facts, String projection, String batch, Set<String> around, @Nullable Names above) {
        return new BatchColumns(facts, projection, batch, around, above);
    }

    /** Names the rows of another batch of the projection, inside a sub-query over the rows of this one. */
    BatchColumns inside(String related) {
        return new BatchColumns(facts, projection, related, taken, above);
    }

    private static String unused(String name, Set<String> taken) {
        String alias = name;
        for (int i = 2; taken.contains(alias); i++) {
            alias = name + i;
        }
        return alias;
    }

    SqlNode from() {
        return Syntax.as(Syntax.table(projection, batch), alias);
    }

    SqlNode column(String column) {
        return Syntax.column(alias, column);
    }

    @Override
    public SqlNode of(Term term) {
        if (term.levels() == 0) {
            return of(term.value());
        }
        if (above == null) {
            throw new IllegalArgumentException("a value of a level that is not there");
        }
        return above.of(term.fromAbove());
    }

    private SqlNode of(Value value) {
        if (value instanceof ColumnValue column) {
            return column(column.column());
        }
        if (value instanceof BucketValue bucket) {
            return bucket(bucket);
        }
        if (value instanceof AggregateValue aggregate) {
            return aggregate(aggregate);
        }
        throw new IllegalArgumentException("a value of an unknown kind");
    }

    /** A date stays one, which PostgreSQL's function would make an instant of. */
    private SqlNode bucket(BucketValue bucket) {
        boolean date = facts.isDate(projection, batch, bucket.column());
        SqlNode column = column(bucket.column());
        SqlNode cut = Syntax.call(
                ColonnadeOperators.INSTANCE.function("DATE_TRUNC"),
                Syntax.text(bucket.unit().name().toLowerCase(Locale.ROOT)),
                date ? Syntax.cast(column, SqlTypeName.TIMESTAMP) : column);
        return date ? Syntax.cast(cut, SqlTypeName.DATE) : cut;
    }

    private SqlNode aggregate(AggregateValue aggregate) {
        boolean distinct = aggregate.function() == Aggregate.COUNT_DISTINCT;
        SqlNode argument = aggregate.column() == null ? SqlIdentifier.star(Syntax.HERE) : column(aggregate.column());
        @Nullable SqlLiteral quantifier = distinct ? SqlSelectKeyword.DISTINCT.symbol(Syntax.HERE) : null;
        return operator(aggregate.function()).createCall(quantifier, Syntax.HERE, List.of(argument));
    }

    private static SqlOperator operator(Aggregate function) {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> SqlStdOperatorTable.COUNT;
            case MIN -> SqlStdOperatorTable.MIN;
            case MAX -> SqlStdOperatorTable.MAX;
            case SUM -> ColonnadeOperators.INSTANCE.function("SUM");
            case AVG -> ColonnadeOperators.INSTANCE.function("AVG");
        };
    }
}
