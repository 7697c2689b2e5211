package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Python's clients, in a virtual environment under {@code target} that is made once. Without {@code python3} the suite is
 * skipped, unless the environment says {@code CI=true}.
 */
@ExtendWith(NothingLeft.class)
final class PythonClientsIT {
    private static PythonEnvironment environment;

    @BeforeAll
    static void makeTheEnvironment() throws Exception {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(PythonEnvironment.isPossible(), "there is no python3");
        }
        environment = PythonEnvironment.of("venv", "requirements.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adbc_client.py", "flight_client.py"})
    void seesWhatItMust(String script) throws Exception {
        PythonEnvironment.Outcome outcome = PythonEnvironment.run(List.of(
                environment.python(),
                PythonEnvironment.scripts().resolve(script).toString(),
                RunningServer.shared().grpcUrl()));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        LoggerFactory.getLogger(PythonClientsIT.class)
                .info("{}", outcome.output().strip());
    }
}
