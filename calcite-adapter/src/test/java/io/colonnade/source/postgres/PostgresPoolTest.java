package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool whose first connection fails, however that is, has connections all the same: no pool ever needs a restart. */
class PostgresPoolTest {
    /** More than the database sends while a connection logs in, is checked and gets its settings. */
    private static final int SETUP_BYTES = 1_200;

    private CuttingProxy proxy;

    @BeforeEach
    void openProxy() throws IOException {
        String url = PostgresFixture.shared().url();
        proxy = new CuttingProxy(URI.create(url.substring("jdbc:".length())).getPort());
    }

    @AfterEach
    void closeProxy() throws IOException {
        proxy.close();
    }

    @Test
    void poolRecoversWhereverItsFirstConnectionBreaks() {
        for (int bytes = 0; bytes < SETUP_BYTES; bytes += 20) {
            proxy.cutNextAfter(bytes);
            try (PostgresPool pool = new PostgresPool(settings(""))) {
                assertThatCode(() -> pool.giveBack(pool.take()))
                        .as("cut after %d bytes", bytes)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void poolRecoversFromDatabaseThatNeverAnswersLogin() {
        proxy.silenceNext();
        try (SourceReading reading = new SourceReading(settings("?loginTimeout=1&sslmode=disable"))) {
            assertThat(reading.rows("SELECT 1::bigint", computed("c", "int64"))).hasSize(1);
        }
    }

    @Test
    void limitOfLoginIsNoLimitOfReading() {
        try (SourceReading reading = new SourceReading(settings("?loginTimeout=1"))) {
            assertThat(reading.rows("SELECT 1::bigint FROM pg_sleep(1.5)", computed("c", "int64")))
                    .hasSize(1);
        }
    }

    @Test
    void pagesCostWhatTheyDoOnDisksThatDoNotTurnUnlessSomebodyHasSaidOtherwise() {
        assertThat(pageCost("")).isEqualTo("1.1");
        assertThat(pageCost("?options=-c%20random_page_cost=3")).isEqualTo("3");
    }

    private @Nullable Object pageCost(String parameters) {
        try (SourceReading reading = new SourceReading(settings(parameters))) {
            return reading.value("string", "current_setting('random_page_cost')");
        }
    }

    private PostgresSettings settings(String parameters) {
        String url = "jdbc:postgresql://localhost:" + proxy.port() + "/postgres" + parameters;
        return PostgresSettings.of("broken", url, "postgres", "").withConnectionTimeout(Duration.ofSeconds(5));
    }
}
