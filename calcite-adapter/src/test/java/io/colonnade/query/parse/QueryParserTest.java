package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import org.junit.jupiter.api.Test;

final class QueryParserTest {
    private final QueryParser parser = new QueryParser();

    @Test
    void countsNumberedParametersByTheirHighestNumber() {
        assertThat(parse("select $2, $1, $2 from t where a = $3 limit $4").parameterCount())
                .isEqualTo(4);
    }

    @Test
    void refusesAStatementThatWrites() {
        assertThatThrownBy(() -> parse("delete from t")).isInstanceOf(ColonnadeException.class);
    }

    @Test
    void castBindsTighterThanArithmetic() {
        assertThat(parse("select a + b::int").query().toString()).contains("`a` + CAST(`b` AS INTEGER)");
    }

    private ParsedQuery parse(String text) {
        return parser.parse(new QueryRequest.Sql(text, null));
    }
}
