package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import org.junit.jupiter.api.Test;

final class QueryParserTest {
    private final QueryParser parser = new QueryParser();

    @Test
    void anEmptyStatementIsNamedAsOne() {
        assertThatThrownBy(() -> new QueryParser().parse(new QueryRequest.Sql("", null)))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refusal -> assertThat(refusal.clientMessage())
                                .isEqualTo("Cannot parse the statement: found no statement, expected SELECT, VALUES,"
                                        + " TABLE, WITH or EXPLAIN (line 1, column 1)"));
    }

    @Test
    void explainIsAKindOfItsOwn() {
        assertThat(parse("explain plan for select 1").kind()).isEqualTo(ParsedQuery.Kind.EXPLAIN_PLAN);
        assertThat(parse("explain select 1").kind()).isEqualTo(ParsedQuery.Kind.EXPLAIN_PLAN);
        assertThat(parse("explain policy for select policy from policy").kind())
                .isEqualTo(ParsedQuery.Kind.EXPLAIN_POLICY);
        assertThat(parse("select 1").kind()).isEqualTo(ParsedQuery.Kind.QUERY);
    }

    private ParsedQuery parse(String text) {
        return parser.parse(new QueryRequest.Sql(text, null));
    }
}
