package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportLineTest {
    @Test
    void lineIsWrittenOverItselfAndGoneAtTheEnd() throws InterruptedException {
        StringWriter terminal = new StringWriter();
        CountDownLatch asked = new CountDownLatch(1);
        try (ExportLine line = ExportLine.begin(new PrintWriter(terminal), since -> {
            asked.countDown();
            return "exporting";
        })) {
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(terminal.toString()).startsWith("\r\u001b[Kexporting").endsWith("\r\u001b[K");
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "1540000,1.5 MB", "2000000000,2.0 GB", "9000000000000000,9000.0 TB"
    })
    void sizesAreReadable(long bytes, String words) {
        assertThat(ExportWatch.size(bytes)).isEqualTo(words);
    }
}
