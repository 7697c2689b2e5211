package io.colonnade.it.s3;

import static io.colonnade.it.s3.S3Exports.bytes;
import static io.colonnade.it.s3.S3Exports.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.FolderInUseException;
import io.colonnade.server.export.destination.Publication;
import io.colonnade.server.export.destination.S3Destination;
import io.colonnade.server.export.destination.S3Encryption;
import io.colonnade.server.export.destination.StoreRefusalException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports into a bucket: each test has a folder of its own, in one server. */
final class S3DestinationIT {
    private static S3Server server;
    private static S3Exports exports;

    private List<String> folder;
    private String prefix;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
        exports = S3Exports.over(S3Server.connection(server.port()));
    }

    @AfterAll
    static void stop() throws Exception {
        exports.close();
        server.close();
    }

    @BeforeEach
    void choose() {
        folder = List.of(UUID.randomUUID().toString(), "sales");
        prefix = S3Exports.ROOT + String.join("/", folder) + "/";
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsSeenBeforeItIsPublishedAndAllOfItAfterwards(Mode mode) throws IOException {
        List<String> names = names();
        try (Publication publication = exports.destination().begin(folder, mode, "id", null)) {
            S3Exports.write(publication, names);
            assertThat(server.keys(prefix)).isEmpty();
            publication.publish(S3Exports.manifest(mode, null, names));
        }
        assertThat(server.objects(prefix))
                .containsEntry(prefix + names.get(0), "rows of " + names.get(0))
                .containsEntry(prefix + names.get(1), "rows of " + names.get(1))
                .containsEntry(prefix + "_colonnade.json", String.join("\n", names))
                .hasSize(3);
        assertThat(exports.destination().published()).contains(folder);
        assertThat(server.uploads(prefix)).isEmpty();
    }

    @Test
    void fileOfSeveralPartsComesTogetherAndAnEmptyOneIsThere() throws IOException {
        List<String> names = names();
        byte[] large = new byte[(17 << 20) + 1];
        new Random(1).nextBytes(large);
        try (Publication publication = exports.destination().begin(folder, Mode.NEW, "id", null)) {
            try (OutputStream out = publication.create(names.get(0))) {
                out.write(large[0]);
                out.write(large, 1, 300_000);
                out.write(large, 300_001, large.length - 300_001);
            }
            publication.create(names.get(1)).close();
            publication.publish(S3Exports.manifest(Mode.NEW, null, names));
        }
        assertThat(Arrays.equals(server.bytes(prefix + names.get(0)), large)).isTrue();
        assertThat(server.bytes(prefix + names.get(1))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatIsNotPublishedLeavesNothing(Mode mode) throws IOException {
        if (mode != Mode.NEW) {
            exports.export(folder, Mode.NEW, names());
        }
        List<String> before = server.keys(prefix);
        try (Publication publication = exports.destination().begin(folder, mode, "id", exports.earlier(folder))) {
            S3Exports.write(publication, names());
            publication.create(names().get(0)).write(1);
            assertThat(server.uploads(prefix)).hasSize(3);
        }
        assertThat(server.keys(prefix)).isEqualTo(before);
        assertThat(server.uploads(prefix)).isEmpty();
    }

    @Test
    void fileThatIsStillWrittenIsNotPublished() throws IOException {
        try (Publication publication = exports.destination().begin(folder, Mode.NEW, "id", null)) {
            publication.create(names().get(0)).write(1);
            assertThatThrownBy(() -> publication.publish(bytes("part-")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not been closed");
        }
        assertThat(server.keys(prefix)).isEmpty();
    }

    @Test
    void overwritingTakesTheOldFilesAwayAndAppendingKeepsThem() throws IOException {
        List<String> first = names();
        List<String> second = names();
        List<String> third = names();
        exports.export(folder, Mode.NEW, first);
        exports.export(folder, Mode.APPEND, second);
        assertThat(server.keys(prefix)).hasSize(5);
        exports.export(folder, Mode.OVERWRITE, third);
        assertThat(server.keys(prefix))
                .containsExactlyInAnyOrder(prefix + third.get(0), prefix + third.get(1), prefix + Publication.MANIFEST);
    }

    @Test
    void filesThatNoExportWroteAreLeftAlone() throws IOException {
        server.put(prefix + "mine.parquet", "precious");
        assertRefused(Mode.NEW, null, "say OVERWRITE or APPEND");
        assertRefused(Mode.OVERWRITE, null, "no export has written");
        assertRefused(Mode.APPEND, null, "no export has written");
        server.delete(prefix + "mine.parquet");
        exports.export(folder, Mode.NEW, names());
        assertRefused(Mode.NEW, exports.earlier(folder), "say OVERWRITE or APPEND");
        assertRefused(Mode.OVERWRITE, null, "meanwhile");
        server.put(prefix + "mine.parquet", "precious");
        assertRefused(Mode.OVERWRITE, exports.earlier(folder), "no export has written");
        folder = List.of();
        assertRefused(Mode.NEW, null, "name one below it");
    }

    @Test
    void exportInsideTheFolderOfAnotherIsNotWrittenOver() throws IOException {
        exports.export(List.of(folder.get(0), "sales", "2026"), Mode.NEW, names());
        assertRefused(Mode.OVERWRITE, null, "no export has written");
    }

    @Test
    void folderThatAProgramShowsIsEmpty() throws IOException {
        server.put(prefix, "");
        exports.export(folder, Mode.NEW, names());
        assertThat(exports.earlier(folder)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void ofTwoExportsAtOnceTheSecondPublishesNothing(Mode mode) throws IOException {
        if (mode != Mode.NEW) {
            exports.export(folder, Mode.NEW, names());
        }
        Earlier earlier = exports.earlier(folder);
        List<String> names = names();
        try (Publication slow = exports.destination().begin(folder, mode, "id", earlier);
                Publication fast = exports.destination().begin(folder, mode, "id", earlier)) {
            S3Exports.write(slow, names());
            S3Exports.write(fast, names);
            fast.publish(S3Exports.manifest(mode, earlier, names));
            assertThatThrownBy(() -> slow.publish(bytes("part-slow")))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("meanwhile");
        }
        assertThat(server.keys(prefix)).hasSize(mode == Mode.APPEND ? 5 : 3);
        assertThat(server.uploads(prefix)).isEmpty();
        assertThat(S3Exports.text(server.bytes(prefix + Publication.MANIFEST))).contains(names);
    }

    @Test
    void storeWithoutConditionsIsAskedRightBeforeTheManifestIsWritten() throws IOException {
        try (UnreliableWay way = new UnreliableWay(server.port());
                S3Exports simple = S3Exports.over(S3Server.connection(way.port()))) {
            way.forget(head -> head.contains("\r\nIf-"));
            List<String> first = names();
            simple.export(folder, Mode.NEW, first);
            simple.export(folder, Mode.OVERWRITE, names());
            assertThat(server.keys(prefix)).hasSize(3).doesNotContain(prefix + first.get(0));
            Earlier earlier = simple.earlier(folder);
            try (Publication slow = simple.destination().begin(folder, Mode.APPEND, "id", earlier)) {
                S3Exports.write(slow, names());
                exports.export(folder, Mode.APPEND, names());
                assertThatThrownBy(() -> slow.publish(bytes("part-slow")))
                        .isInstanceOf(FolderInUseException.class)
                        .hasMessageContaining("meanwhile");
            }
            assertThat(server.keys(prefix)).hasSize(5);
        }
    }

    @Test
    void destinationInsideTheFolderOfAnothersExportDoesNotSweepIt() throws IOException {
        exports.export(folder, Mode.NEW, names());
        ExportPath inside = ExportPath.parse("s3://" + S3Server.BUCKET + "/" + prefix + "x=1");
        new S3Destination(inside, exports.client(), null, S3Exports::files)
                .sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(server.keys(prefix)).hasSize(3);
    }

    @Test
    void whatACrashLeavesIsSweptOnceItIsKnownToHaveEndedOrIsOld() throws IOException {
        List<String> first = names();
        List<String> second = names();
        S3Exports.write(exports.destination().begin(folder, Mode.NEW, "id", null), first);
        S3Exports.write(exports.destination().begin(folder, Mode.NEW, "id", null), second);
        exports.destination().sweep(Set.of(first.get(0).substring(11, 47)), Instant.EPOCH);
        assertThat(server.uploads(prefix)).containsExactlyInAnyOrder(prefix + second.get(0), prefix + second.get(1));
        exports.destination().sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(server.uploads(prefix)).isEmpty();
    }

    @Test
    void filesOfNoManifestAreSweptWhenTheyAreOldAndOthersStay() throws IOException {
        List<String> left = names();
        left.forEach(name -> server.put(prefix + name, "left"));
        List<String> names = names();
        exports.export(folder, Mode.NEW, names);
        server.put(prefix + "mine.parquet", "precious");
        exports.destination().sweep(Set.of(left.get(0).substring(11, 47)), Instant.EPOCH);
        assertThat(server.keys(prefix)).hasSize(6);
        exports.destination().sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(server.keys(prefix))
                .containsExactlyInAnyOrder(
                        prefix + names.get(0),
                        prefix + names.get(1),
                        prefix + Publication.MANIFEST,
                        prefix + "mine.parquet");
    }

    @Test
    void filesThatAManifestMayTellOfWhichCannotBeReadAreNotSwept() throws IOException {
        List<String> names = names();
        names.forEach(name -> server.put(prefix + name, "of another version"));
        server.put(prefix + Publication.MANIFEST, "another version");
        exports.destination().sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(server.keys(prefix)).hasSize(3);
    }

    @Test
    void deletingTakesAwayWhatTheManifestNamesAndNothingElse() throws IOException {
        exports.export(folder, Mode.NEW, names());
        server.put(prefix + "mine.parquet", "precious");
        assertThatThrownBy(() -> exports.destination().delete(folder, Set.of("another")))
                .isInstanceOf(FolderInUseException.class);
        exports.destination().delete(folder, exports.earlier(folder).files());
        assertThat(server.keys(prefix)).containsExactly(prefix + "mine.parquet");
        assertThatThrownBy(() -> exports.destination().delete(folder, Set.of("../mine.parquet")))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining("elsewhere");
    }

    @Test
    void wrongKeysAreARefusalThatNamesNone() throws IOException {
        for (String[] keys : new String[][] {{S3Server.ACCESS, "wrong"}, {"unknown", S3Server.SECRET}}) {
            try (S3Exports stranger = S3Exports.over(S3Server.connection(server.port(), keys[0], keys[1]))) {
                assertThatThrownBy(() -> stranger.export(folder, Mode.NEW, names()))
                        .isInstanceOf(StoreRefusalException.class)
                        .hasNoCause()
                        .hasMessageContaining("403")
                        .hasMessageNotContainingAny(keys[0], keys[1], S3Server.BUCKET);
            }
        }
        assertThat(S3Server.connection(1).toString()).doesNotContain(S3Server.ACCESS, S3Server.SECRET);
    }

    @Test
    void storeThatIsNotThereIsNoRefusal() throws IOException {
        try (S3Exports nowhere = S3Exports.over(S3Server.connection(1))) {
            assertThatThrownBy(() -> nowhere.export(folder, Mode.NEW, names()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreRefusalException.class);
        }
    }

    @Test
    void encryptionIsAskedForWithEveryObjectAndAStoreThatDoesNotAnswerToItGetsNone() throws IOException {
        S3Encryption encryption = new S3Encryption("aws:kms", "key-1");
        try (UnreliableWay way = new UnreliableWay(server.port());
                S3Exports encrypted = S3Exports.over(S3Server.connection(way.port()), encryption)) {
            assertThat(encrypted.destination().encrypts()).isTrue();
            way.rewrite(head -> head.replaceAll("(?i)\r\nx-amz-server-side-encryption[^\r]*", ""));
            assertThatThrownBy(() -> encrypted.export(folder, Mode.NEW, names()))
                    .isInstanceOf(StoreRefusalException.class)
                    .hasMessageContaining("encryption");
            way.rewrite(UnaryOperator.identity());
            way.failNoMore();
            encrypted.export(folder, Mode.NEW, names());
            assertThat(server.keys(prefix)).hasSize(3);
            assertThat(way.seen().stream()
                            .filter(head -> head.contains("?uploads")
                                    || head.startsWith("PUT") && head.contains(Publication.MANIFEST)))
                    .hasSize(3)
                    .allMatch(head -> head.contains("x-amz-server-side-encryption: aws:kms")
                            && head.contains("x-amz-server-side-encryption-aws-kms-key-id: key-1"));
        }
    }

    private void assertRefused(Mode mode, @Nullable Earlier earlier, String why) {
        assertThatThrownBy(() -> exports.destination().begin(folder, mode, "id", earlier))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(why);
    }
}
