package io.colonnade.query.parse;

import io.colonnade.query.operator.ColonnadeOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Calls that the grammar reads in a form of Calcite's own, which its validator then does not know or takes apart. */
final class StandardCalls {
    private StandardCalls() {}

    static boolean knows(SqlCall call) {
        return call.getOperator() == SqlLibraryOperators.TRANSLATE3
                || call.getOperator() == SqlLibraryOperators.STRING_AGG
                || call.getOperator() == SqlStdOperatorTable.PERCENTILE_CONT
                || call.getKind() == SqlKind.EXPLICIT_TABLE
                || isGrouping(call)
                || isFilteredWindow(call);
    }

    static SqlCall of(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        if (call.getOperator() == SqlLibraryOperators.TRANSLATE3) {
            return named("TRANSLATE", null, call.getOperandList(), place);
        }
        if (call.getOperator() == SqlLibraryOperators.STRING_AGG) {
            return stringAggregate(call, place);
        }
        if (call.getOperator() == SqlStdOperatorTable.PERCENTILE_CONT) {
            return named("PERCENTILE_CONT", null, call.getOperandList(), place);
        }
        if (isGrouping(call)) {
            return integer(call, place);
        }
        return isFilteredWindow(call) ? filteredWindow(call, place) : wholeTable(call, place);
    }

    /** {@code string_agg(x, ',' ORDER BY y)}: the order stands in WITHIN GROUP, as for the aggregates of the standard. */
    private static SqlCall stringAggregate(SqlCall call, SqlParserPos place) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        SqlNode last = operands.get(operands.size() - 1);
        SqlLiteral quantifier = call.getFunctionQuantifier();
        if (!(last instanceof SqlNodeList order)) {
            return named("STRING_AGG", quantifier, operands, place);
        }
        operands.remove(operands.size() - 1);
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(
                place, named("STRING_AGG", quantifier, operands, place), order);
    }

    private static boolean isGrouping(SqlCall call) {
        return call.getOperator() instanceof SqlFunction
                && call.getOperator().getName().equalsIgnoreCase("grouping");
    }

    /** {@code grouping()} is a bigint to Calcite. */
    private static SqlCall integer(SqlCall call, SqlParserPos place) {
        SqlDataTypeSpec type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, place), place);
        return SqlStdOperatorTable.CAST.createCall(place, call, type);
    }

    private static boolean isFilteredWindow(SqlCall call) {
        return call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.FILTER;
    }

    /** Calcite has no FILTER in a window. Aggregates skip NULL, so that a CASE around their argument is the same. */
    private static SqlCall filteredWindow(SqlCall over, SqlParserPos place) {
        SqlCall filter = over.operand(0);
        SqlCall aggregate = filter.operand(0);
        SqlNode condition = filter.operand(1);
        List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
        SqlNode first = operands.isEmpty() || isStar(operands.get(0))
                ? SqlLiteral.createExactNumeric("1", place)
                : operands.get(0);
        SqlNode guarded = new SqlCase(
                place, null, SqlNodeList.of(condition), SqlNodeList.of(first), SqlLiteral.createNull(place));
        if (operands.isEmpty()) {
            operands.add(guarded);
        } else {
            operands.set(0, guarded);
        }
        SqlCall filtered = aggregate.getOperator().createCall(aggregate.getFunctionQuantifier(), place, operands);
        return SqlStdOperatorTable.OVER.createCall(place, filtered, over.operand(1));
    }

    private static boolean isStar(SqlNode node) {
        return node instanceof SqlIdentifier name && name.isStar();
    }

    /** {@code TABLE t} is {@code SELECT * FROM t}. */
    private static SqlCall wholeTable(SqlCall call, SqlParserPos place) {
        return new SqlSelect(
                place,
                null,
                SqlNodeList.of(SqlIdentifier.star(place)),
                call.operand(0),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static SqlCall named(
            String name, @Nullable SqlLiteral quantifier, List<SqlNode> operands, SqlParserPos place) {
        return ColonnadeOperators.INSTANCE.function(name).createCall(quantifier, place, operands);
    }
}
