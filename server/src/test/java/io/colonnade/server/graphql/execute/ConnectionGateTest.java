package io.colonnade.server.graphql.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connections are had all at once, or not. */
class ConnectionGateTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final ConnectionGate gate = new ConnectionGate(8);

    private ErrorKind refusal(int wanted) {
        return catchThrowableOfType(ColonnadeException.class, () -> gate.enter(wanted, AT_ONCE))
                .kind();
    }

    @Test
    void whoFindsTooFewGetsNone() {
        try (ConnectionGate.Pass first = gate.enter(6, AT_ONCE)) {
            assertThat(refusal(5)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
        gate.enter(8, AT_ONCE).close();
    }

    @Test
    void smallOnesAreAsManyAsMayKeepSnapshots() {
        try (ConnectionGate.Pass first = gate.enter(2, AT_ONCE);
                ConnectionGate.Pass second = gate.enter(2, AT_ONCE)) {
            assertThat(refusal(2)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void moreThanThereAreIsRefusedWhoeverElseHasThem() {
        assertThat(refusal(9)).isEqualTo(ErrorKind.INVALID_ARGUMENT);
    }

    @Test
    void whoeverIsInterruptedWaitsNoLonger() {
        try (ConnectionGate.Pass all = gate.enter(8, AT_ONCE)) {
            Thread.currentThread().interrupt();
            ErrorKind kind = catchThrowableOfType(ColonnadeException.class, () -> gate.enter(4, Duration.ofMinutes(1)))
                    .kind();
            assertThat(kind).isEqualTo(ErrorKind.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
