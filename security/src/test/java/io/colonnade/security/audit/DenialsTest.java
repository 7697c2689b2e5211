package io.colonnade.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DenialsTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final List<AuditEvent> written = new ArrayList<>();
    private final Denials denials = new Denials(written::add, clock);

    @Test
    void firstOnesAreWrittenOneByOneAndTheOthersCounted() {
        refuse(50, null, "10.0.0.1");
        assertThat(written).hasSize(10).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.DENIED);
            assertThat(event.access().destination()).isEqualTo("10.0.0.1");
            assertThat(event.access().door()).isEqualTo("flight");
            assertThat(event.more()).isZero();
        });
        now = now.plus(Duration.ofMinutes(1));
        refuse(1, null, "10.0.0.2");
        assertThat(written).hasSize(12);
        assertThat(written.get(10).access().destination()).isEqualTo("10.0.0.1");
        assertThat(written.get(10).more()).isEqualTo(40);
    }

    @Test
    void eachPeerAndEachSubjectHasItsOwnTen() {
        refuse(30, null, "10.0.0.1");
        refuse(30, null, "10.0.0.2");
        refuse(30, "alice", "10.0.0.1");
        assertThat(written).hasSize(30);
    }

    @Test
    void thousandsOfPeersFillNeitherTheAuditNorTheMemory() {
        for (int i = 0; i < 10_000; i++) {
            refuse(1, null, "peer " + i);
        }
        assertThat(written).hasSize(256 + 10);
        denials.tellAll();
        assertThat(written.get(written.size() - 1).more()).isEqualTo(10_000 - 256 - 10);
    }

    @Test
    void whatWasOnlyCountedIsToldInTheEnd() {
        refuse(13, null, "10.0.0.1");
        denials.tellAll();
        denials.tellAll();
        assertThat(written).hasSize(11);
        assertThat(written.get(10).more()).isEqualTo(3);
    }

    @Test
    void refusalStandsEvenIfItCannotBeWritten() {
        Denials broken = new Denials(
                event -> {
                    throw ColonnadeException.of(ErrorKind.UNAVAILABLE, SqlState.INTERNAL_ERROR, "the disk is full");
                },
                clock);
        broken.refused(AuditedAccess.ofRefusedCall(null, "http", "10.0.0.1", null), "28000");
        assertThat(written).isEmpty();
    }

    private void refuse(int times, @Nullable String subject, String peer) {
        for (int i = 0; i < times; i++) {
            denials.refused(AuditedAccess.ofRefusedCall(subject, "flight", peer, "abc"), "28000");
        }
    }
}
