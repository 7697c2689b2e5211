package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.QueryLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Keeps statements so small and so flat that every later stop may recurse over them. */
final class NestingLimit {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST_BRACKETS = 100;

    private NestingLimit() {}

    /** Checks a text before it is parsed, since the parser recurses. Brackets in strings count too, which does no harm. */
    static void check(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw refusal("Cannot parse the statement: it is longer than " + MOST_CHARACTERS + " characters");
        }
        TextScan scan = new TextScan(text);
        if (scan.deepestBrackets() > DEEPEST_BRACKETS) {
            throw tooDeep();
        }
    }

    /**
     * Checks a tree without recursing. What stands after CASE is in the tree once for each WHEN, so that the tree may be far
     * larger than its text.
     */
    static void check(SqlNode root, QueryLimits limits) {
        record Place(SqlNode node, int depth) {}
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(root, 1));
        long nodes = 0;
        while (!open.isEmpty()) {
            Place place = open.pop();
            limits.checkDepth(place.depth());
            ComplexityLimit.checkNodes(++nodes);
            for (SqlNode child : children(place.node())) {
                if (child != null) {
                    open.push(new Place(child, place.depth() + 1));
                }
            }
        }
    }

    private static List<SqlNode> children(SqlNode node) {
        if (node instanceof SqlCall call) {
            return call.getOperandList();
        }
        return node instanceof SqlNodeList list ? list.getList() : List.of();
    }

    static ColonnadeException tooDeep() {
        return refusal("Cannot parse the statement: it is nested too deeply; write it with fewer levels of parentheses,"
                + " sub-queries or chained operators");
    }

    private static ColonnadeException refusal(String message) {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, message);
    }
}
