package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.client.NodeEnvironment;
import io.colonnade.it.client.NodeEnvironment.Outcome;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GraphQL over HTTP: what is asked how, what is answered how, and a schema that holds what its caller may see. */
@ExtendWith(NothingLeft.class)
final class GraphQlProtocolIT {
    private static final String PATH = "/graphql";
    private static final String JSON = "application/json";
    private static final String RESPONSE = "application/graphql-response+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");

    private static HttpResponse<String> post(HttpUser user, String accept, String body) throws Exception {
        return user.send("POST", PATH, body, "Content-Type", JSON, "Accept", accept);
    }

    private static JsonNode answer(HttpUser user, String document) throws Exception {
        String body = MAPPER.createObjectNode().put("query", document).toString();
        return MAPPER.readTree(post(user, RESPONSE, body).body());
    }

    private static List<String> rootFields(HttpUser user) throws Exception {
        return answer(user, "{ __schema { queryType { fields { name } } } }").findValuesAsText("name");
    }

    @Test
    void auditsOfGraphQlOverHttpPass() throws Exception {
        assumeTrue(NodeEnvironment.isExpected(), "there is no node");
        String url =
                "http://" + RunningServer.HOST + ":" + RunningServer.shared().httpPort() + PATH;
        Outcome outcome = NodeEnvironment.get().run("graphql-http.mjs", url);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        List<String> results = outcome.output().lines().toList();
        assertThat(results).hasSizeGreaterThan(50);
        assertThat(results).allSatisfy(line -> {
            JsonNode result = MAPPER.readTree(line);
            assertThat(result.path("status").textValue()).as(line).isEqualTo("ok");
        });
    }

    @Test
    void schemaHoldsWhatTheCallerMaySee() throws Exception {
        assertThat(rootFields(ADMIN)).contains("salesAnalyticsOrders", "tpchOrders");
        assertThat(rootFields(ALICE)).contains("salesAnalyticsOrders").noneMatch(name -> name.startsWith("tpch"));
        assertThat(answer(ALICE, "{ __type(name: \"TpchOrders\") { name } }")
                        .at("/data/__type")
                        .isNull())
                .isTrue();
    }

    @Test
    void whatIsHiddenIsNotThere() throws Exception {
        String hidden = answer(ALICE, "{ tpchOrders { oOrderkey } }").toString();
        String unknown = answer(ALICE, "{ nothingOrders { oOrderkey } }").toString();
        assertThat(hidden).contains("GRAPHQL_VALIDATION_FAILED");
        assertThat(hidden.replace("tpchOrders", "nothingOrders")).isEqualTo(unknown);
    }

    @Test
    void nobodyGetsInWithWrongCredentials() throws Exception {
        HttpResponse<String> answer =
                post(HttpUser.withPassword("alice", "bob"), JSON, "{\"query\": \"{ __typename }\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void answerIsDataWithItsCost() throws Exception {
        HttpResponse<String> answer = post(ALICE, RESPONSE, "{\"query\": \"{ a: __typename }\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(RESPONSE + "; charset=utf-8");
        assertThat(answer.body()).isEqualTo("{\"data\":{\"a\":\"Query\"},\"extensions\":{\"cost\":0}}\n");
    }

    @Test
    void operationBeyondALimitIsToldBoth() throws Exception {
        JsonNode error = answer(ALICE, "{ salesAnalyticsOrders(limit: 2000000000) { id status } }")
                .at("/errors/0");
        assertThat(error.path("message").textValue()).contains("limits.graphql.cost");
        assertThat(error.at("/extensions/cost").longValue()).isEqualTo(4_000_000_000L);
        assertThat(error.at("/extensions/limit").longValue()).isEqualTo(100_000_000);
        assertThat(error.at("/extensions/code").textValue()).isEqualTo("LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                | the body is no JSON",
                "{\"query\": \"{ a }\"} {}                        | the body is no JSON",
                "[{\"query\": \"{ a }\"}]                         | the body is no JSON object",
                "{}                                               | query is missing",
                "{\"query\": null}                                | query is missing",
                "{\"query\": 1}                                   | query is no string",
                "{\"query\": \"{ a }\", \"query\": \"{ b }\"}     | the body is no JSON",
                "{\"query\": \"{ a }\", \"operationName\": []}    | operationName is no string",
                "{\"query\": \"{ a }\", \"variables\": [1]}       | variables is no object",
                "{\"query\": \"{ a }\", \"extensions\": \"none\"} | extensions is no object"
            })
    void bodyThatIsNoRequestIsRefusedWhateverIsAccepted(String body, String why) throws Exception {
        for (String accept : List.of(JSON, RESPONSE)) {
            HttpResponse<String> answer = post(ALICE, accept, body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(MAPPER.readTree(answer.body()).at("/errors/0/message").textValue())
                    .startsWith("Cannot read the request: " + why + ";");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "application/graphql",
                "text/plain",
                "application/json; charset=iso-8859-1",
                "application/json; charset=no-such-set"
            })
    void bodyOfAnotherTypeIsNotRead(String type) throws Exception {
        String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};
        HttpResponse<String> answer = ALICE.send("POST", PATH, "{\"query\": \"{ __typename }\"}", headers);
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query={__typename}                                     | 200",
                "query=query q { __typename }&operationName=q           | 200",
                "query=query q($a: Boolean!) { __typename @skip(if: $a) t: __typename }&variables={\"a\": true} | 200",
                "variables={}                                           | 400",
                "query={__typename}&query={__typename}                  | 400",
                "query={__typename}&variables=a                         | 400",
                "query=mutation { __typename }                          | 405",
                "query=subscription { __typename }                      | 405"
            })
    void parametersMayBeInTheUrl(String parameters, int status) throws Exception {
        String url = PATH + "?" + encoded(parameters);
        HttpResponse<String> answer = ALICE.send("GET", url, "", "Accept", RESPONSE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String encoded(String parameters) {
        return List.of(parameters.split("&")).stream()
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .reduce((left, right) -> left + "&" + right)
                .orElseThrow();
    }

    @Test
    void otherMethodsAndTypesAreRefused() throws Exception {
        HttpResponse<String> answer = ALICE.send("PUT", PATH, "{}", "Content-Type", JSON);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST, HEAD");
        assertThat(post(ALICE, "text/html", "{}").statusCode()).isEqualTo(406);
    }
}
