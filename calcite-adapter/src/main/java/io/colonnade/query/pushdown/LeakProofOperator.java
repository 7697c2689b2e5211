package io.colonnade.query.pushdown;

import io.colonnade.query.operator.RowComparison;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The operators that PostgreSQL may evaluate on rows that a row filter hides: none fails or has an effect for any values
 * of its operands. Each row says why; {@code docs/barrier.md} shows the table. What is in no row waits behind a fence.
 */
enum LeakProofOperator {
    COMPARISON(
            "`=`, `<>`, `<`, `<=`, `>`, `>=`, `IS [NOT] DISTINCT FROM`, `BETWEEN`, `IN` with a list",
            "PostgreSQL sorts and indexes these types by the same functions, so that each answers for any two values, NaN"
                    + " and infinity among them. Not for JSON and other types without such an order.",
            LeakProofOperator::isComparison),

    ROW_COMPARISON(
            "rows of such values by `<` and `>`, as a selection's pages begin",
            "PostgreSQL compares them column by column.",
            call -> call.getOperator() instanceof RowComparison && ofOrderedTypes(call)),

    NULL_TEST(
            "`IS [NOT] NULL`, `IS [NOT] TRUE`, `IS [NOT] FALSE`, `IS [NOT] UNKNOWN`",
            "They look at whether a value is there, and at a truth value.",
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE),

    LOGIC(
            "`AND`, `OR`, `NOT`",
            "They combine truth values. The order in which PostgreSQL evaluates the parts does not matter, since no part"
                    + " can fail.",
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT),

    CHOICE(
            "`CASE`, `COALESCE`, `NULLIF`",
            "They choose one of their operands; `NULLIF` compares, and so asks for comparable types.",
            call -> call.getKind() == SqlKind.CASE
                    || call.getKind() == SqlKind.COALESCE
                    || call.getKind() == SqlKind.NULLIF && ofOrderedTypes(call)),

    LIKE(
            "`LIKE`, `NOT LIKE` with a literal pattern that does not end in its escape character",
            "That ending is the only pattern that PostgreSQL refuses, and it refuses it only for a text that matches the"
                    + " rest. `ILIKE` is not here: it folds case, which needs memory and a library's help.",
            call -> call.getOperator().getName().equals("LIKE") && ConstantPattern.isHarmless(call)),

    TEXT_AS_PATTERN(
            "a parameter made the pattern of a selection's `contains` or `startsWith`",
            "Nothing of a row goes in, and it ends in `%`.",
            ConstantPattern::isMade),

    WIDENING_CAST(
            "casts that every value survives: between integers to a wider one, from integers to `numeric` and"
                    + " `double precision`, from `real` to `double precision`, among text types",
            "The target has room for every value of the operand's type; text is cut at most, and no text type checks its"
                    + " values.",
            HarmlessCast::isWidening),

    CAST_OF_LITERAL(
            "a cast of a text literal",
            "PostgreSQL reads the literal while it parses the statement: it fails for every caller or for none, before it"
                    + " looks at a row.",
            HarmlessCast::isOfTextLiteral),

    LITERAL_ARITHMETIC(
            "`+`, `-`, `*`, `/` over numeric literals",
            "Nothing of a row goes in, and PostgreSQL computes it while it plans, whatever rows there are.",
            FixedOperand::isLiteralArithmetic),

    MOMENT(
            "`CURRENT_DATE`, `CURRENT_TIMESTAMP`, `LOCALTIMESTAMP`, `now()`, or a literal date or timestamp, plus or minus"
                    + " a literal interval of at most a thousand years",
            "Nothing of a row goes in, and no result leaves the range of its type.",
            FixedOperand::isMoment),

    SUB_QUERY(
            "`EXISTS`, `IN`, `ANY`, `ALL`, and a scalar sub-query that is one aggregation without keys",
            "Where everything in the sub-query is in this table. Other scalar sub-queries fail on a second row.",
            (call, leakProof) -> call instanceof RexSubQuery subQuery && leakProof.isLeakProof(subQuery));

    private static final Set<SqlKind> COMPARISONS = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.BETWEEN,
            SqlKind.IN,
            SqlKind.SEARCH);

    private final String what;
    private final String why;
    private final BiPredicate<RexCall, LeakProof> admits;

    LeakProofOperator(String what, String why, BiPredicate<RexCall, LeakProof> admits) {
        this.what = what;
        this.why = why;
        this.admits = admits;
    }

    LeakProofOperator(String what, String why, Predicate<RexCall> admits) {
        this(what, why, (call, leakProof) -> admits.test(call));
    }

    LeakProofOperator(String what, String why, SqlKind... kinds) {
        this(what, why, (RexCall call) -> Arrays.asList(kinds).contains(call.getKind()));
    }

    /** Returns the operators as a user writes them. */
    String what() {
        return what;
    }

    /** Returns why they are harmless. */
    String why() {
        return why;
    }

    /** Returns whether a call, its operands aside, is in the table. */
    static boolean admit(RexCall call, LeakProof leakProof) {
        return !(call instanceof RexOver)
                && Arrays.stream(values()).anyMatch(operator -> operator.admits.test(call, leakProof));
    }

    private static boolean isComparison(RexCall call) {
        return !(call instanceof RexSubQuery) && COMPARISONS.contains(call.getKind()) && ofOrderedTypes(call);
    }

    private static boolean ofOrderedTypes(RexCall call) {
        return call.getOperands().stream().allMatch(LeakProofOperator::isOfOrderedType);
    }

    private static boolean isOfOrderedType(RexNode operand) {
        return isOrdered(operand.getType());
    }

    /** Returns whether any two values of a type can be compared. */
    static boolean isOrdered(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    REAL,
                    FLOAT,
                    DOUBLE,
                    CHAR,
                    VARCHAR,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                    BINARY,
                    VARBINARY,
                    UUID,
                    NULL -> true;
            default -> SqlTypeName.INTERVAL_TYPES.contains(name);
        };
    }
}
