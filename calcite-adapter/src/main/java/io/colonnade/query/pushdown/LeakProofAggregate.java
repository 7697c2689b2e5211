package io.colonnade.query.pushdown;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** The aggregates that may be computed over rows that a row filter hides; see {@link LeakProofOperator}. */
enum LeakProofAggregate {
    NO_TOTAL("`count`, `min`, `max`", "They hold no running total that could overflow.") {
        @Override
        boolean admits(AggregateCall call, Aggregate aggregate) {
            return KEEPING_NO_TOTAL.contains(call.getAggregation().getKind());
        }
    },

    EXACT_TOTAL(
            "`sum`, `avg` over integers and `numeric`",
            "PostgreSQL adds them up in a `bigint` that no number of rows fills, or in a `numeric`. Its floats overflow.") {
        @Override
        boolean admits(AggregateCall call, Aggregate aggregate) {
            return TOTALS.contains(call.getAggregation().getKind())
                    && call.getArgList().stream().allMatch(argument -> isExact(aggregate, argument));
        }
    };

    private static final Set<SqlKind> KEEPING_NO_TOTAL = EnumSet.of(SqlKind.COUNT, SqlKind.MIN, SqlKind.MAX);
    private static final Set<SqlKind> TOTALS = EnumSet.of(SqlKind.SUM, SqlKind.SUM0, SqlKind.AVG);

    private final String what;
    private final String why;

    LeakProofAggregate(String what, String why) {
        this.what = what;
        this.why = why;
    }

    /** Returns the aggregates as a user writes them. */
    String what() {
        return what;
    }

    /** Returns why they are harmless. */
    String why() {
        return why;
    }

    abstract boolean admits(AggregateCall call, Aggregate aggregate);

    /** Returns whether a call, its arguments aside, is in the table. */
    static boolean admit(AggregateCall call, Aggregate aggregate) {
        return Arrays.stream(values()).anyMatch(known -> known.admits(call, aggregate));
    }

    private static boolean isExact(Aggregate aggregate, int argument) {
        SqlTypeName type = aggregate
                .getInput()
                .getRowType()
                .getFieldList()
                .get(argument)
                .getType()
                .getSqlTypeName();
        return SqlTypeName.EXACT_TYPES.contains(type);
    }
}
