package io.colonnade.it.s3;

import static io.colonnade.it.s3.S3Exports.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.s3.UnreliableWay.Fault;
import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.Publication;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exports over a way on which requests fail, from the first request to the last: whatever fails, every file is there that a manifest tells
 * of, an export that failed is not there, another one can be made, and a sweep leaves nothing but what is told of.
 */
final class S3FaultsIT {
    /** More than the client tries. */
    private static final int FOR_A_WHILE = 3;

    private S3Server server;
    private UnreliableWay way;
    private S3Exports healthy;
    private S3Exports exports;

    @BeforeEach
    void start() throws Exception {
        server = new S3Server();
        way = new UnreliableWay(server.port());
        healthy = S3Exports.over(S3Server.connection(server.port()));
        exports = S3Exports.over(S3Server.connection(way.port()));
    }

    @AfterEach
    void stop() throws Exception {
        exports.close();
        healthy.close();
        way.close();
        server.close();
    }

    /** Faults that pass before the client gives up, that pass when it has, and that do not pass. */
    @ParameterizedTest
    @CsvSource({
        "NEW, LOST_ANSWER, 1",
        "NEW, LOST_REQUEST, 3",
        "OVERWRITE, LOST_ANSWER, 3",
        "OVERWRITE, CUT_REQUEST, 2147483647",
        "APPEND, LOST_ANSWER, 2147483647",
        "APPEND, ERROR, 3"
    })
    void nothingIsHalfPublishedWhicheverRequestFails(Mode mode, Fault fault, int count) throws IOException {
        int failed = 0;
        for (int position = 0; ; position++) {
            List<String> folder = List.of(UUID.randomUUID().toString());
            List<String> old = mode == Mode.NEW ? List.of() : names();
            if (mode != Mode.NEW) {
                healthy.export(folder, Mode.NEW, old);
            }
            List<String> names = names();
            way.fail(fault, position, count);
            boolean published = publishes(folder, mode, names);
            boolean reached = way.seen().size() > position;
            way.failNoMore();
            failed += published ? 0 : 1;
            String described = mode + " with " + fault + " from request " + position;
            assertWhole(described, folder, published, mode, old, names);
            assertAnotherCanBeMade(described, folder, mode);
            if (!reached) {
                assertThat(published).isTrue();
                break;
            }
        }
        if (count >= FOR_A_WHILE) {
            assertThat(failed).isGreaterThan(2);
        }
    }

    private boolean publishes(List<String> folder, Mode mode, List<String> names) {
        try {
            exports.export(folder, mode, names);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Who is told of a failure may still find the export, if the answer to the manifest was lost and nobody could ask for it again. */
    private void assertWhole(
            String described, List<String> folder, boolean published, Mode mode, List<String> old, List<String> names)
            throws IOException {
        Set<String> told = told(folder);
        List<String> both = new ArrayList<>(names);
        both.addAll(mode == Mode.APPEND ? old : List.of());
        if (published || told.containsAll(names)) {
            assertThat(told).as(described).containsExactlyInAnyOrderElementsOf(both);
        } else {
            assertThat(told).as(described).containsExactlyInAnyOrderElementsOf(old);
        }
        assertThat(server.keys(prefix(folder)))
                .as(described)
                .containsAll(told.stream().map(name -> prefix(folder) + name).toList());
    }

    private void assertAnotherCanBeMade(String described, List<String> folder, Mode mode) throws IOException {
        List<String> again = names();
        Mode possible = mode == Mode.NEW && healthy.earlier(folder) != null ? Mode.OVERWRITE : mode;
        healthy.export(folder, possible, again);
        assertThat(told(folder)).as(described).containsAll(again);
        healthy.destination().sweep(Set.of(), Instant.now().plusSeconds(60));
        List<String> expected = new ArrayList<>(List.of(prefix(folder) + Publication.MANIFEST));
        told(folder).forEach(name -> expected.add(prefix(folder) + name));
        assertThat(server.keys(prefix(folder))).as(described).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(server.uploads(prefix(folder))).as(described).isEmpty();
        healthy.destination().delete(folder, told(folder));
    }

    private Set<String> told(List<String> folder) throws IOException {
        Earlier earlier = healthy.earlier(folder);
        return earlier == null ? Set.of() : earlier.files();
    }

    private static String prefix(List<String> folder) {
        return S3Exports.ROOT + String.join("/", folder) + "/";
    }
}
