package io.colonnade.it.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test after which the shared server still holds Arrow memory. A stream ends shortly after its client left it. */
public final class NothingLeft implements AfterEachCallback {
    private static final Duration GRACE = Duration.ofSeconds(20);

    @Override
    public void afterEach(ExtensionContext context) {
        RunningServer server = RunningServer.shared();
        await("the server gives its Arrow memory back")
                .atMost(GRACE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> server.allocatedBytes() == 0);
    }
}
