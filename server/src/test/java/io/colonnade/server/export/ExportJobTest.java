package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.TextPosition;
import io.colonnade.query.AccessContext;
import io.colonnade.query.request.Copy;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.LocalDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an export that waits for approval, in whatever order people decide. */
final class ExportJobTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Principal ASKER = new Principal("asker", Set.of("ops", "legal"), Map.of());
    private static final Principal OPS = new Principal("ops", Set.of("ops"), Map.of());
    private static final Principal LEGAL = new Principal("legal", Set.of("legal"), Map.of());

    @TempDir
    private Path folder;

    private Export export;
    private ExportJob job;

    @BeforeEach
    void ask() throws IOException {
        AccessContext context = AccessContext.of(ASKER, "http", "parquet", Duration.ofMinutes(1));
        ExportPath path = ExportPath.parse("file:" + folder + "/sales");
        Copy copy = new Copy(
                new Copy.WholeBatch(List.of("t"), new TextPosition(1, 6)),
                path.toString(),
                new TextPosition(1, 11),
                List.of(),
                false);
        export = new Export(
                "id",
                context,
                ASKER,
                CopyOptions.of(List.of()),
                new Destinations.Target(
                        new LocalDestination(ExportPath.parse("file:" + folder)), path, List.of("sales")),
                List.of(),
                new ExportTerms(FileEncryption.NONE, null, Set.of("ops", "legal"), null, null),
                null,
                null,
                ExportSettings.STANDARD,
                null,
                Clock.systemUTC());
        job = new ExportJob(context, new AskedExport(copy, null, null, List.of()), export, NOW);
    }

    @Test
    void everyRoleHasItsSay() {
        assertThat(job.approve(OPS)).isFalse();
        assertThatThrownBy(() -> job.approve(OPS)).hasMessageContaining("it waits for legal");
        assertThatThrownBy(() -> job.approve(ASKER)).hasMessageContaining("somebody else must decide");
        assertThat(job.approve(LEGAL)).isTrue();
        job.release(export);
        assertThat(job.begin()).isSameAs(export);
    }

    @Test
    void whatIsCancelledWhileItIsPlannedAgainDoesNotRun() {
        job.approve(OPS);
        job.approve(LEGAL);
        job.cancel(NOW);
        assertThatThrownBy(() -> job.release(export)).hasMessageContaining("it is cancelled");
        assertThat(job.state()).isEqualTo(ExportState.CANCELLED);
        assertThatThrownBy(job::begin).hasMessageContaining("was cancelled");
    }

    @Test
    void nobodyElseKnowsOfIt() {
        assertThat(job.isKnownTo(LEGAL)).isTrue();
        assertThat(job.isKnownTo(new Principal("other", Set.of("analyst"), Map.of())))
                .isFalse();
    }
}
