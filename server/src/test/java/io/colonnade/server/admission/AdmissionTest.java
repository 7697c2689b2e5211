package io.colonnade.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.identity.Principal;
import io.github.bucket4j.TimeMeter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    private static final Party ALICE = new Party("alice", "");
    private static final Party BOB = new Party("bob", "");

    private Admission admission = new Admission(SomeLimits.ofStreams(1));

    @AfterEach
    void close() {
        admission.close();
    }

    private static void assertRefused(ErrorKind kind, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ColonnadeException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.retryAfter()).isPresent();
        });
    }

    @Test
    void streamBeyondTheLimitIsRefusedUntilOneIsDone() {
        Permit first = admission.begin(ALICE);
        admission.begin(BOB);
        assertRefused(ErrorKind.RESOURCE_EXHAUSTED, () -> admission.begin(ALICE));
        first.done();
        first.done();
        admission.begin(ALICE);
        assertRefused(ErrorKind.RESOURCE_EXHAUSTED, () -> admission.begin(ALICE));
        assertThat(admission.refusals(RefusalReason.STREAMS)).isEqualTo(2);
        assertThat(admission.refusals(RefusalReason.REQUESTS)).isZero();
    }

    @Test
    void rowsThatNobodyTakesCountUntilTheCallHasEnded() {
        Permit unread = admission.begin(ALICE);
        unread.done();
        assertRefused(ErrorKind.RESOURCE_EXHAUSTED, () -> {
            for (int i = 0; i < 100; i++) {
                admission.begin(ALICE).done();
            }
        });
        unread.close();
        admission.begin(ALICE);
    }

    @Test
    void workThatWaitsForItsClientTooLongIsStoppedAndWhatIsLeftIsDropped() throws Exception {
        try (Admission impatient = new Admission(SomeLimits.ofStalledStream(Duration.ofMillis(20)))) {
            CompletableFuture<ColonnadeException> stopped = new CompletableFuture<>();
            CompletableFuture<Void> dropped = new CompletableFuture<>();
            Permit unread = impatient.begin(ALICE);
            unread.onStop(stopped::complete);
            unread.onDrop(() -> dropped.complete(null));
            unread.client().begin();
            assertThat(stopped.get(10, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.CANCELLED);
            assertThat(dropped).isNotDone();
            unread.done();
            dropped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void requestsAreCountedForEachPartyAndComeBackWithTime() {
        AtomicLong now = new AtomicLong();
        RefusalCounts counts = new RefusalCounts();
        RequestRates rates = new RequestRates(2, new HandTime(now), counts);
        rates.count(ALICE);
        rates.count(ALICE);
        rates.count(BOB);
        assertThatThrownBy(() -> rates.count(ALICE))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(wait ->
                                        assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofMillis(500))));
        now.addAndGet(Duration.ofMillis(500).toNanos());
        rates.count(ALICE);
        assertThatThrownBy(() -> rates.count(ALICE)).isInstanceOf(ColonnadeException.class);
        assertThat(counts.count(RefusalReason.REQUESTS)).isEqualTo(2);
    }

    private record HandTime(AtomicLong now) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "2001:db8::1, 2001:db8:0:0:ffff::2, true",
        "2001:db8::1, 2001:db8:0:1::1, false"
    })
    void anonymousCallersAreOnePartyWithTheirNetwork(String one, String other, boolean same) {
        assertThat(Party.of(null, at(one)).equals(Party.of(null, at(other)))).isEqualTo(same);
        Principal principal = new Principal("alice", Set.of(), Map.of());
        assertThat(Party.of(principal, at(one))).isEqualTo(Party.of(principal, at(other)));
    }

    @Test
    void sameSubjectOfTwoAuthoritiesIsTwoParties() {
        Principal here = new Principal("alice", Set.of(), Map.of());
        Principal elsewhere = new Principal("https://issuer.example", "alice", Set.of(), Map.of());
        assertThat(Party.of(elsewhere, at("10.0.0.1"))).isNotEqualTo(Party.of(here, at("10.0.0.1")));
    }

    private static SocketAddress at(String address) {
        return new InetSocketAddress(address, 1);
    }

    @Test
    void turnThatDoesNotComeIsRefusedInTime() {
        admission = new Admission(SomeLimits.ofQueries(1, 4, Duration.ofMillis(50)));
        admission.begin(ALICE).turn();
        CompletableFuture<Void> late = admission.begin(BOB).turn().toCompletableFuture();
        assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("waited 0.05 s");
    }

    @Test
    void queryThatWasStoppedBeforeItAskedForItsTurnDoesNotWaitForIt() {
        admission = new Admission(SomeLimits.ofQueries(1));
        admission.begin(ALICE).turn();
        Permit stopped = admission.begin(BOB);
        stopped.giveUp(Refusals.stopped());
        assertThat(stopped.turn().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void doneQueryLetsTheNextOneRun() {
        admission = new Admission(SomeLimits.ofQueries(1));
        Permit first = admission.begin(ALICE);
        first.turn();
        CompletableFuture<Void> next = admission.begin(BOB).turn().toCompletableFuture();
        assertThat(next).isNotDone();
        first.done();
        assertThat(next).isCompleted();
    }

    @Test
    void stoppingServerTakesNothingNewAndWaitsForWhatRuns() throws Exception {
        Permit running = admission.begin(ALICE);
        AtomicReference<ColonnadeException> told = new AtomicReference<>();
        running.onStop(told::set);
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> admission.drain(Duration.ofMinutes(1)));
        while (admission.isServing()) {
            Thread.onSpinWait();
        }
        assertRefused(ErrorKind.UNAVAILABLE, () -> admission.begin(BOB));
        assertRefused(ErrorKind.UNAVAILABLE, () -> admission.request(BOB));
        admission.requestToEnd(BOB);
        assertThat(drained).isNotDone();
        running.close();
        drained.get(10, TimeUnit.SECONDS);
        assertThat(told).hasValue(null);
    }

    @Test
    void whatOutlivesTheGraceIsToldSo() {
        Permit late = admission.begin(ALICE);
        AtomicReference<ColonnadeException> told = new AtomicReference<>();
        late.onStop(told::set);
        admission.drain(Duration.ofMillis(20));
        assertThat(told.get().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(told.get().sqlState()).isEqualTo("57P01");
    }

    @Test
    void secondSignalEndsTheGrace() throws Exception {
        Permit late = admission.begin(ALICE);
        CompletableFuture<ColonnadeException> told = new CompletableFuture<>();
        late.onStop(told::complete);
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> admission.drain(Duration.ofHours(1)));
        admission.hasten();
        drained.get(10, TimeUnit.SECONDS);
        assertThat(told).isCompleted();
    }

    @Test
    void statementThatIsTooLongIsRefused() {
        admission.statement(admission.limits().longestSql());
        assertThatThrownBy(() -> admission.statement(admission.limits().longestSql() + 1))
                .isInstanceOfSatisfying(ColonnadeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
                    assertThat(e.sqlState()).isEqualTo("54000");
                    assertThat(e.retryAfter()).isEmpty();
                });
    }
}
