package io.colonnade.query.pushdown;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Relation;
import io.colonnade.query.policy.GovernedScan;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Whether a query answers each row of one table by itself, whenever it is asked. Its parts are read in transactions of
 * their own, each of which has its own clock, so that what looks at the clock is no such query.
 */
final class Splittable {
    private static final Pattern QUOTED_NAME = Pattern.compile("\"[^\"]*\"");

    private static final String TIMES = "\\b(now|today|tomorrow|yesterday)\\b";

    private static final Pattern TIME_IN_TEXT = Pattern.compile(TIMES, Pattern.CASE_INSENSITIVE);

    /** How the SQL of a contract names the time, or chance. What the database's own functions look at is not known here. */
    private static final Pattern VOLATILE = Pattern.compile(
            "\\b(now|age|timeofday|(clock|statement|transaction)_timestamp|random\\w*|gen_random_uuid|uuid_generate\\w*"
                    + "|nextval|currval|lastval|(txid|pg)_\\w+)\\s*\\("
                    + "|\\b(current_(date|time|timestamp)|localtime(stamp)?)\\b"
                    + "|'[^']*" + TIMES,
            Pattern.CASE_INSENSITIVE);

    private Splittable() {}

    /** Returns the table that such a query reads; empty if the query is another. */
    static Optional<Relation.Table> table(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project || node instanceof Filter) {
            if (!isOfOneRow(node)) {
                return Optional.empty();
            }
            node = node.getInput(0);
        }
        return node instanceof GovernedScan scan && isOfOneRow(scan)
                ? Optional.of(scan.batch().relation())
                        .filter(Relation.Table.class::isInstance)
                        .map(Relation.Table.class::cast)
                : Optional.empty();
    }

    private static boolean isOfOneRow(GovernedScan scan) {
        Check check = new Check();
        scan.outputs().forEach(output -> output.accept(check));
        scan.filter().ifPresent(filter -> filter.accept(check));
        return check.passed && definitions(scan.batch()).noneMatch(Splittable::isVolatile);
    }

    private static Stream<String> definitions(Batch batch) {
        Stream<String> columns = Stream.concat(batch.columns().stream(), batch.filterColumns().stream())
                .map(Column::expression);
        return Stream.concat(columns, batch.condition().stream());
    }

    private static boolean isVolatile(String sql) {
        return VOLATILE.matcher(QUOTED_NAME.matcher(sql).replaceAll("x")).find();
    }

    private static boolean isOfOneRow(RelNode node) {
        Check check = new Check();
        node.accept(check);
        return check.passed;
    }

    private static final class Check extends RexShuttle {
        private boolean passed = true;

        @Override
        public RexNode visitCall(RexCall call) {
            SqlOperator operator = call.getOperator();
            passed &= operator.isDeterministic() && !operator.isDynamicFunction() && !readsClock(call);
            return super.visitCall(call);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            passed = false;
            return over;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            passed = false;
            return subQuery;
        }
    }

    /** PostgreSQL takes texts such as "now" and "today" for dates. */
    private static boolean readsClock(RexCall call) {
        if (call.getKind() != SqlKind.CAST
                || !SqlTypeName.DATETIME_TYPES.contains(call.getType().getSqlTypeName())) {
            return false;
        }
        RexNode value = call.getOperands().get(0);
        if (!SqlTypeName.CHAR_TYPES.contains(value.getType().getSqlTypeName())) {
            return false;
        }
        String text = value instanceof RexLiteral ? RexLiteral.stringValue(value) : null;
        return text == null || TIME_IN_TEXT.matcher(text).find();
    }
}
