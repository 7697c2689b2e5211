package io.colonnade.server.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.colonnade.server.graphql.Documents.Checked;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What documents that are remembered count as. */
final class DocumentsTest {
    private static int bytes(String document) {
        return new Checked(new Parser().parseDocument(document), List.of()).bytes();
    }

    @Test
    void documentCountsByWhatItIsMadeOfAndNotByItsLength() {
        String dense = "{" + " a".repeat(1_000) + " }";
        String sparse = "{ a" + " ".repeat(2_000) + "}";
        assertThat(bytes(dense)).isGreaterThan(1_000 * 100);
        assertThat(bytes(sparse)).isLessThan(5_000);
    }
}
