package io.colonnade.query.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of docs/barrier.md is the list that the code goes by, row for row. */
final class BarrierDocumentTest {
    @Test
    void theManualListsWhatIsLeakProofAndWhy() throws IOException {
        assertThat(rows("| what | why it is harmless |"))
                .containsExactlyElementsOf(Arrays.stream(LeakProofOperator.values())
                        .map(operator -> "| " + operator.what() + " | " + operator.why() + " |")
                        .toList());
    }

    @Test
    void theManualListsTheAggregatesToo() throws IOException {
        assertThat(rows("| aggregates | why they are harmless |"))
                .containsExactlyElementsOf(Arrays.stream(LeakProofAggregate.values())
                        .map(aggregate -> "| " + aggregate.what() + " | " + aggregate.why() + " |")
                        .toList());
    }

    private static List<String> rows(String header) throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "barrier.md")).stream()
                .dropWhile(line -> !line.equals(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
