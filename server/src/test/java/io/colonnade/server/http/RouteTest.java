package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteTest {
    private static final Endpoint NOTHING = (request, response, callback) -> callback.succeeded();

    @Test
    void segmentInBracesStandsForAnyOneSegment() {
        Route route = Route.get("/v1/{projection}/{batch}/schema", NOTHING);
        assertThat(route.match(PathSegments.of("/v1/sales@1/orders/schema")))
                .hasValue(Map.of("projection", "sales@1", "batch", "orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1", "/v1/sales", "/v1/sales/orders/", "/v1/sales/orders/more", "//v1/sales/orders", "/V1/a/b"
            })
    void otherPathsAreOtherPaths(String path) {
        assertThat(Route.get("/v1/{projection}/{batch}", NOTHING).match(PathSegments.of(path)))
                .isEmpty();
    }

    @Test
    void whoMayGetMayAskForTheHeadAlone() {
        Route both = Route.of(Set.of("POST", "GET"), "/graphql", NOTHING);
        assertThat(both.takes("HEAD")).isTrue();
        assertThat(both.allowed()).isEqualTo("GET, POST, HEAD");
        assertThat(Route.post("/sql", NOTHING).takes("HEAD")).isFalse();
        assertThat(Route.post("/sql", NOTHING).allowed()).isEqualTo("POST");
    }
}
