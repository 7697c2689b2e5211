package io.colonnade.server.graphql.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections are had all at once, or not, and by nobody all of them. */
class ConnectionGateTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ANN = "ann";
    private static final String BOB = "bob";

    private final ConnectionGate gate = new ConnectionGate(8, LONG);
    private final BlockingQueue<String> through = new LinkedBlockingQueue<>();
    private final List<Thread> waiting = new ArrayList<>();

    @AfterEach
    void endWaits() throws InterruptedException {
        for (Thread thread : waiting) {
            thread.interrupt();
            thread.join();
        }
    }

    private ErrorKind refusal(String caller, int wanted, Duration longest) {
        return catchThrowableOfType(ColonnadeException.class, () -> gate.enter(caller, wanted, longest))
                .kind();
    }

    /** Returns when it waits. */
    private void waitInBackground(String caller, int wanted) {
        Thread thread = new Thread(() -> {
            try (ConnectionGate.Pass pass = gate.enter(caller, wanted, LONG)) {
                through.add(caller);
            } catch (ColonnadeException refused) {
                through.add(refused.kind().name());
            }
        });
        waiting.add(thread);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoFindsTooFewGetsNone() {
        try (ConnectionGate.Pass first = gate.enter(ANN, 5, AT_ONCE)) {
            assertThat(refusal(BOB, 4, AT_ONCE)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
        gate.enter(BOB, 6, AT_ONCE).close();
    }

    @Test
    void smallOnesAreAsManyAsMayKeepSnapshots() {
        try (ConnectionGate.Pass first = gate.enter(ANN, 2, AT_ONCE);
                ConnectionGate.Pass second = gate.enter(BOB, 2, AT_ONCE)) {
            assertThat(refusal("cat", 2, AT_ONCE)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void moreThanTheShareOfOneIsRefusedWhoeverElseHasThem() {
        assertThat(refusal(ANN, 7, LONG)).isEqualTo(ErrorKind.INVALID_ARGUMENT);
    }

    @Test
    void nobodyHasAllAndWhoWaitsForTheirOwnHoldsNobodyUp() throws InterruptedException {
        try (ConnectionGate.Pass first = gate.enter(ANN, 4, AT_ONCE)) {
            waitInBackground(ANN, 4);
            gate.enter(BOB, 4, AT_ONCE).close();
            assertThat(through).isEmpty();
        }
        assertThat(through.poll(20, TimeUnit.SECONDS)).isEqualTo(ANN);
    }

    @Test
    void whoWantsMoreIsNotPassedByThoseWhoWantLess() throws InterruptedException {
        try (ConnectionGate.Pass first = gate.enter(ANN, 4, AT_ONCE)) {
            waitInBackground(BOB, 6);
            assertThat(refusal("cat", 4, AT_ONCE)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
        assertThat(through.poll(20, TimeUnit.SECONDS)).isEqualTo(BOB);
    }

    @Test
    void placesToWaitAtAreFewAndNobodyHasThemAll() {
        try (ConnectionGate.Pass first = gate.enter(ANN, 6, AT_ONCE)) {
            waitInBackground(ANN, 3);
            waitInBackground(ANN, 3);
            waitInBackground(ANN, 3);
            assertThat(refusal(ANN, 3, LONG)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
            waitInBackground(BOB, 3);
            assertThat(refusal("cat", 3, LONG)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void nobodyWaitsLongerThanTheGateHasThemWait() {
        ConnectionGate impatient = new ConnectionGate(8, AT_ONCE);
        try (ConnectionGate.Pass first = impatient.enter(ANN, 6, LONG)) {
            ColonnadeException refusal =
                    catchThrowableOfType(ColonnadeException.class, () -> impatient.enter(BOB, 4, LONG));
            assertThat(refusal.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
            assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoeverIsInterruptedWaitsNoLonger() {
        try (ConnectionGate.Pass most = gate.enter(ANN, 6, AT_ONCE)) {
            Thread.currentThread().interrupt();
            assertThat(refusal(BOB, 4, LONG)).isEqualTo(ErrorKind.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
