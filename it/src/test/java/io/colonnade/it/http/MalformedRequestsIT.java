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
    private static final int PROMISED = 60;

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
        assertThat(answer.headers()).as("%s", answer).contains("Content-Type: application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.status() + " " + problem.path("sqlstate").asText("-") + " "
                        + problem.path("detail").asText())
                .matches(request.answer());
        assertThat(answer.headers()).containsAll(request.headers());
    }
}
