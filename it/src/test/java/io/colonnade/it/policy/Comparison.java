package io.colonnade.it.policy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.QueryRequest;
import org.apache.calcite.sql.SqlOrderBy;
import org.jspecify.annotations.Nullable;

/** When an answer is what the truth is. */
final class Comparison {
    private static final QueryParser PARSER = new QueryParser();

    private Comparison() {}

    /** Returns whether an answer has the truth's rows, in its order where the question asks for one, or fails as it does. */
    static boolean same(Question question, Answer truth, Answer answer) {
        if (truth instanceof Answer.Rows expected && answer instanceof Answer.Rows rows) {
            Answer.Rows read = rows.as(expected.kinds());
            return read.equals(expected)
                    || !isOrdered(question) && read.sorted().equals(expected.sorted());
        }
        return truth instanceof Answer.Refused expected
                && answer instanceof Answer.Refused
                && (!expected.ofData() || refusedWith(expected.state(), answer));
    }

    /** Returns whether an answer is a refusal with an SQLSTATE, as far as its door carries one. */
    static boolean refusedWith(@Nullable String state, Answer answer) {
        return answer instanceof Answer.Refused refused
                && (state == null || refused.state() == null || state.equals(refused.state()));
    }

    private static boolean isOrdered(Question question) {
        try {
            return PARSER.parse(new QueryRequest.Sql(question.sql(), null)).query() instanceof SqlOrderBy order
                    && !order.orderList.isEmpty();
        } catch (ColonnadeException e) {
            return false;
        }
    }
}
