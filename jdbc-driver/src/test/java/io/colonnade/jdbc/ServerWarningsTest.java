package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerWarningsTest {
    @Test
    void aServerThatWarnsWithoutEndIsHeardForAWhile() {
        int count = 0;
        for (var next = ServerWarnings.in(Map.of("colonnade.warnings", "01P01 old\n".repeat(300_000)));
                next != null;
                next = next.getNextWarning()) {
            count++;
        }
        assertThat(count).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > ''",
                "'01P01 old is going' > '01P01=old is going'",
                "'01P01 old|01P01 older' > '01P01=old, 01P01=older'",
                "'|01P01 old|' > '01P01=old'",
                "'take care' > '01000=take care'",
                "'42601 no warning at all' > '01000=42601 no warning at all'"
            })
    void eachLineIsAWarningOfItsState(String lines, String warnings) {
        StringJoiner chain = new StringJoiner(", ");
        var first = ServerWarnings.in(Map.of("colonnade.warnings", lines.replace('|', '\n')));
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            chain.add(warning.getSQLState() + "=" + warning.getMessage());
        }
        assertThat(chain).hasToString(warnings);
        assertThat((Object) ServerWarnings.in(Map.of())).isNull();
    }
}
