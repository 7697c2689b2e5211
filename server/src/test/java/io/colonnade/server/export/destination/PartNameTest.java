package io.colonnade.server.export.destination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartNameTest {
    private static final String EXPORT = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void filesAreKnownByTheirNamesWhateverFolderTheyAreIn() {
        for (String extension : new String[] {".parquet", ".csv.gz"}) {
            String name = PartName.of(100_000, EXPORT, extension);
            assertThat(PartName.exportOf(name)).contains(EXPORT);
            assertThat(PartName.exportOf("sales/region=EUROPE/" + name)).contains(EXPORT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_colonnade.json",
                "part-00000.parquet",
                "part-00000-mine.parquet",
                "my-part-00000-" + EXPORT + ".parquet",
                "part-00000-" + EXPORT,
                "part-00000-" + EXPORT + ".parquet/mine"
            })
    void namesOfOthersAreNot(String name) {
        assertThat(PartName.exportOf(name)).isEmpty();
    }
}
