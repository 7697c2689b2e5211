package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.QueryRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words become is read by the parser that reads it at the server. */
final class CopyTextTest {
    private static final String TO = "file:/srv/exports/it's";

    private static Copy parsed(CopyText text) {
        Optional<Command> command = new QueryParser().command(new QueryRequest.Sql(text.toString(), null));
        return (Copy) command.orElseThrow();
    }

    private static String query(Copy copy) {
        return ((Copy.Answer) copy.what()).query().text().strip();
    }

    @Test
    void nameOfABatchIsFoldedAsInAStatement() {
        Copy copy = parsed(CopyText.of("Sales.ORDER", TO));
        assertThat(copy.destination()).isEqualTo(TO);
        assertThat(((Copy.WholeBatch) copy.what()).name()).containsExactly("sales", "order");
        assertThat(copy.options()).isEmpty();
    }

    @Test
    void quotedNameStaysAsItIs() {
        Copy copy = parsed(CopyText.of("sales.\"Odd \"\"Name\"\".x\"", TO));
        assertThat(((Copy.WholeBatch) copy.what()).name()).containsExactly("sales", "Odd \"Name\".x");
    }

    @Test
    void projectionIsNamed() {
        Copy copy = parsed(CopyText.ofProjection("Sales", TO));
        assertThat(((Copy.WholeProjection) copy.what()).name()).isEqualTo("sales");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1;",
                "SELECT 1 -- the last line is a comment",
                "SELECT ')' AS a, '--' AS b /* ) */",
                "WITH x AS (SELECT 1 AS a)\nSELECT a FROM x\nORDER BY a",
                "VALUES (1), (2)"
            })
    void queryMayBeAnyText(String sql) {
        Copy copy = parsed(CopyText.of(sql, TO));
        assertThat(copy.destination()).isEqualTo(TO);
        assertThat(query(copy)).isEqualTo(sql.replace(";", ""));
    }

    @Test
    void optionsAreWhatWasSaid() {
        Copy copy = parsed(CopyText.of("SELECT 1", TO)
                .with("FORMAT", "csv")
                .with("COMPRESSION", "gz'ip")
                .with("PARTITION_BY", List.of("Region", "\"Odd\""))
                .with("OVERWRITE"));
        assertThat(copy.options())
                .extracting(Copy.Option::name)
                .containsExactly("format", "compression", "partition_by", "overwrite");
        assertThat(copy.options())
                .extracting(Copy.Option::values)
                .containsExactly(List.of("csv"), List.of("gz'ip"), List.of("region", "Odd"), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1) TO 'file:/elsewhere' (OVERWRITE) --",
                "SELECT 1) TO 'file:/elsewhere' --",
                "SELECT 1) TO 'file:/elsewhere' /*",
                "SELECT 1) TO 'file:/elsewhere' (FORMAT csv, PARTITION_BY (a"
            })
    void queryDoesNotLeaveItsParentheses(String sql) {
        String text = CopyText.of(sql, TO).with("FORMAT", "csv").toString();
        assertThatThrownBy(() -> new QueryParser().command(new QueryRequest.Sql(text, null)))
                .hasMessageContaining("Cannot parse");
    }
}
