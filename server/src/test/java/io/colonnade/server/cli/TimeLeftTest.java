package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.client.ExportSummary;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeLeftTest {
    private final TimeLeft left = new TimeLeft();

    private static ExportSummary export(long rows, long expected) {
        return new ExportSummary("e-1", "running", "file:/there", rows, 1, 0, "", expected);
    }

    @Test
    void restTakesAsLongAsItTookSinceItWasFirstSeen() {
        assertThat(left.of(Duration.ofSeconds(5), export(100, 1100))).isEmpty();
        assertThat(left.of(Duration.ofSeconds(15), export(300, 1100))).contains(Duration.ofSeconds(40));
    }

    @Test
    void whatNobodyKnowsIsNotTold() {
        left.of(Duration.ofSeconds(5), export(100, 0));
        assertThat(left.of(Duration.ofSeconds(15), export(300, 0))).isEmpty();
        assertThat(left.of(Duration.ofSeconds(15), export(300, 250))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "119,119 s", "120,2 min", "7199,119 min", "7200,2 h"})
    void timesAreAsExactAsAnEstimateCanBe(long seconds, String words) {
        assertThat(TimeLeft.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "10,0,10 rows",
        "10,40,10 of about 40 rows (25 %)",
        "39999,40000,39999 of about 40000 rows (99 %)",
        "41,40,41 rows"
    })
    void rowsAreToldWithWhatIsExpected(long rows, long expected, String words) {
        assertThat(ExportWatch.rows(export(rows, expected))).isEqualTo(words);
    }
}
