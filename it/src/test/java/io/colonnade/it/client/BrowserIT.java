package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Checkout;
import io.colonnade.it.client.NodeEnvironment.Outcome;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The page of {@code examples/browser} in headless Chromium: it draws while the answer comes, and only where the server names
 * its origin. Without {@code npm} or Chromium it is skipped. What it drew is {@code target/browser.png}.
 */
@ExtendWith(NothingLeft.class)
final class BrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static NodeEnvironment environment;
    private static PageServer pages;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(NodeEnvironment.isExpected() && Files.isExecutable(CHROMIUM), "there is no Node or no Chromium");
        environment = NodeEnvironment.get();
        pages = PageServer.start(Checkout.root().resolve("examples/browser"), environment.packages());
    }

    @AfterAll
    static void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    private static JsonNode draw(RunningServer server) throws Exception {
        Outcome outcome = environment.run(
                "browser.mjs",
                CHROMIUM.toString(),
                pages.origin() + "/index.html",
                "http://" + RunningServer.HOST + ":" + server.httpPort(),
                Checkout.module().resolve("target/browser.png").toString());
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        return new ObjectMapper().readTree(outcome.output());
    }

    @Test
    void theChartIsDrawnWhileTheAnswerComes() throws Exception {
        try (RunningServer server = RunningServer.startForPagesOf(pages.origin())) {
            JsonNode drawn = draw(server);
            JsonNode batches = drawn.get("batches");
            assertThat(drawn.get("text").asText()).matches("10,\\d{3} rows in 2 batches");
            assertThat(batches).hasSize(2);
            assertThat(batches.get(0).get("at").asDouble())
                    .isLessThan(drawn.get("ended").asDouble());
            assertThat(batches.get(0).get("rows").asInt())
                    .isPositive()
                    .isLessThan(batches.get(1).get("rows").asInt());
            assertThat(batches.get(1).get("months").asInt()).isGreaterThan(80);
            assertThat(drawn.get("painted").asInt()).isGreaterThan(100_000);
            assertThat(drawn.get("refusal").asText()).contains("the password is wrong");
            assertThat(drawn.get("said"))
                    .allSatisfy(line -> assertThat(line.asText()).contains("status of 401"));
        }
    }

    @Test
    void aPageWhoseOriginIsNotNamedReadsNothing() throws Exception {
        JsonNode drawn = draw(RunningServer.shared());
        assertThat(drawn.get("text").asText()).isEqualTo("Failed to fetch");
        assertThat(drawn.get("batches")).isEmpty();
        assertThat(drawn.get("said"))
                .anySatisfy(line -> assertThat(line.asText()).contains("CORS policy"));
    }
}
