package io.colonnade.server.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportPathTest {
    @ParameterizedTest
    @CsvSource({
        "file:/exports/sales/, file:/exports/sales",
        "FILE:///exports/sales, file:/exports/sales",
        "s3://bucket, s3://bucket/",
        "s3://bucket/a/region=EUROPE, s3://bucket/a/region=EUROPE",
        "hdfs://name-node:8020/a, hdfs://name-node:8020/a"
    })
    void placesHaveOneSpelling(String text, String path) {
        assertThat(ExportPath.parse(text)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/exports/sales",
                "exports",
                "file:exports",
                "mailto:a@b",
                "s3://user:secret@bucket/a",
                "s3://bucket/a?x=1",
                "s3://bucket/a#b",
                "file:/exports/../etc",
                "file:/exports/./a",
                "file:/exports//a",
                "file://exports//",
                "file:/exports/%2e%2e/etc",
                "file:/exports/a%2Fb",
                "file:/exports/a\\b",
                "file:/exports/a b",
                "file:/exports/\u00e4",
                "file:/exports/.colonnade-1.part.a",
                "file:/exports/_colonnade.json",
                "file:/exports/a\u0000b"
            })
    void whatCouldBeReadAsAnotherPlaceIsRefused(String text) {
        assertThatThrownBy(() -> ExportPath.parse(text))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageStartingWith("Cannot export to this destination: ");
    }

    @Test
    void placesAreInsideOfFoldersAndNotOfBeginningsOfNames() {
        ExportPath folder = ExportPath.parse("s3://bucket/exports/");
        assertThat(ExportPath.parse("s3://bucket/exports/a/b").below(folder)).contains(List.of("a", "b"));
        assertThat(ExportPath.parse("s3://bucket/exports").below(folder)).contains(List.of());
        assertThat(ExportPath.parse("s3://bucket/exports2/a").below(folder)).isEmpty();
        assertThat(ExportPath.parse("s3://bucket2/exports/a").below(folder)).isEmpty();
        assertThat(ExportPath.parse("file:/exports/a").below(folder)).isEmpty();
    }
}
