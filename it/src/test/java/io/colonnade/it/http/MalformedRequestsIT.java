package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.NothingLeft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in which something is wrong, each with the one answer that it must have; their table is a file of the resources. */
@ExtendWith(NothingLeft.class)
final class MalformedRequestsIT {
    private static final int PROMISED = 160;
    private static final String TYPE = "Content-Type: ";

    static List<MalformedRequest> cases() {
        return MalformedRequest.all();
    }

    @Test
    void holdsAsManyRequestsAsPromised() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(PROMISED);
        assertThat(cases()).extracting(MalformedRequest::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredWithTheProblem(MalformedRequest request) throws Exception {
        RawHttp.Answer answer = RawHttp.exchange(request.bytes());
        assertThat(answer.status() + " " + told(answer)).matches(request.answer());
        assertThat(answer.headers()).containsAll(request.headers());
    }

    /** What is wrong with an operation is an error of GraphQL, whatever else is wrong is a problem. */
    private static String told(RawHttp.Answer answer) throws Exception {
        String type = answer.headers().stream()
                .filter(line -> line.startsWith(TYPE))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.toString()))
                .substring(TYPE.length());
        JsonNode body = new ObjectMapper().readTree(answer.body());
        if (type.equals("application/problem+json")) {
            assertThat(body.path("status").asInt()).isEqualTo(answer.status());
            return body.path("sqlstate").asText("-") + " " + body.path("detail").asText();
        }
        assertThat(type).matches("application/(graphql-response\\+)?json; charset=utf-8");
        assertThat(body.has("data")).as(answer.body()).isFalse();
        JsonNode error = body.at("/errors/0");
        return error.at("/extensions/code").asText() + " "
                + error.path("message").asText();
    }
}
