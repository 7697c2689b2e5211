package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.colonnade.it.client.NodeEnvironment.Outcome;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Node's clients: the programs of {@code src/test/node}, with packages under {@code target} that are fetched once. Without
 * {@code npm} all are skipped, unless the environment says {@code CI=true}.
 */
@ExtendWith(NothingLeft.class)
final class NodeClientsIT {
    private static NodeEnvironment environment;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(NodeEnvironment.isExpected(), "there is no npm");
        environment = NodeEnvironment.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrow.mjs", "graphql.mjs"})
    void seesWhatItMust(String program) throws Exception {
        String server =
                "http://" + RunningServer.HOST + ":" + RunningServer.shared().httpPort();
        Outcome outcome = environment.run(program, server);
        assertThat(outcome.status()).as(outcome.output() + outcome.errors()).isZero();
        assertThat(outcome.output()).containsPattern("pass [1-9]").contains("skipped 0");
    }
}
