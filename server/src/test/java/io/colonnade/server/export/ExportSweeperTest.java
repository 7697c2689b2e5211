package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.Publication;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When stores are listed, which costs time and money there. */
final class ExportSweeperTest {
    private final List<Set<String>> sweeps = new ArrayList<>();
    private final AtomicReference<Set<String>> ended = new AtomicReference<>(Set.of());
    private boolean broken;

    private final ExportSweeper sweeper = new ExportSweeper(
            List.of(new CountingStore()),
            Duration.ofHours(1),
            ended::get,
            new ExportAudit(event -> {}, Clock.systemUTC()),
            Clock.systemUTC());

    @AfterEach
    void close() {
        sweeper.close();
    }

    private void sweepIfDue(int times) {
        for (int i = 0; i < times; i++) {
            sweeper.sweepIfDue();
        }
    }

    @Test
    void storesAreSweptWhenSomethingHasEnded() {
        sweepIfDue(3);
        assertThat(sweeps).containsExactly(Set.of());
        ended.set(Set.of("e-1"));
        sweepIfDue(3);
        assertThat(sweeps).containsExactly(Set.of(), Set.of("e-1"));
    }

    @Test
    void whereNothingEndsEverySixthSweepIsMade() {
        sweepIfDue(13);
        assertThat(sweeps).hasSize(3);
    }

    @Test
    void storeThatDoesNotAnswerIsAskedAgainTheNextTime() {
        broken = true;
        sweepIfDue(2);
        assertThat(sweeps).hasSize(2);
        broken = false;
        sweepIfDue(2);
        assertThat(sweeps).hasSize(3);
    }

    private final class CountingStore implements Destination {
        @Override
        public ExportPath root() {
            return ExportPath.parse("file:/exports");
        }

        @Override
        public boolean encrypts() {
            return false;
        }

        @Override
        public Optional<byte[]> manifest(List<String> folder) {
            return Optional.empty();
        }

        @Override
        public Publication begin(List<String> folder, Mode mode, String id, @Nullable Earlier earlier) {
            throw new UnsupportedOperationException("nobody exports");
        }

        @Override
        public List<List<String>> published() {
            return List.of();
        }

        @Override
        public void delete(List<String> folder, Set<String> files) {
            throw new UnsupportedOperationException("nothing is there");
        }

        @Override
        public void sweep(Set<String> known, Instant untouchedSince) throws IOException {
            sweeps.add(known);
            if (broken) {
                throw new IOException("as it should");
            }
        }
    }
}
