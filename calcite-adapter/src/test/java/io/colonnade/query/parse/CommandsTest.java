package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.TextPosition;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.ExportOrder;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.ShowExports;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
    private final QueryParser parser = new QueryParser();

    @Test
    void queryOfACopyStandsWhereItStoodInTheStatement() {
        String text = "COPY ( -- )\n  SELECT ')' AS \"a\tb\"\r\n FROM t) /* ( */ TO 'file:/tmp/x'";
        Copy copy = copy(text);
        String inner = ((Copy.Answer) copy.what()).query().text();
        assertThat(inner).isEqualTo("       -- )\n  SELECT ')' AS \"a\tb\"\r\n FROM t");
        assertThat(copy.destination()).isEqualTo("file:/tmp/x");
        assertThat(copy.destinationPlace()).isEqualTo(new TextPosition(3, 21));
        assertThat(copy.options()).isEmpty();
        assertThat(copy.explained()).isFalse();
    }

    @Test
    void errorsOfTheQueryPointIntoTheStatement() {
        Copy copy = copy("COPY (\nSELECT 1\n  FROM a, (SELECT nextval) b) TO 'x'");
        QueryRequest.Sql query = ((Copy.Answer) copy.what()).query();
        assertThat(parser.parse(query).query().getParserPosition().getLineNum()).isEqualTo(2);
    }

    @Test
    void batchesAndProjectionsAreNames() {
        assertThat(copy("copy sales.\"Orders\" to 'x'").what())
                .isEqualTo(new Copy.WholeBatch(List.of("sales", "Orders"), new TextPosition(1, 6)));
        assertThat(copy("copy projection to 'x'").what())
                .isEqualTo(new Copy.WholeBatch(List.of("projection"), new TextPosition(1, 6)));
        assertThat(copy("copy projection.copy to 'x'").what())
                .isEqualTo(new Copy.WholeBatch(List.of("projection", "copy"), new TextPosition(1, 6)));
        assertThat(copy("copy projection sales to 'x'").what())
                .isEqualTo(new Copy.WholeProjection("sales", new TextPosition(1, 17)));
    }

    @Test
    void optionsKeepTheirOrderAndTheirPlaces() {
        Copy copy = copy(
                "COPY t TO 'it''s' WITH (FORMAT parquet, overwrite, PARTITION_BY (a, \"B\"), ROW_GROUP_SIZE '64MiB',"
                        + " file_size 1000, manifest true)");
        assertThat(copy.destination()).isEqualTo("it's");
        assertThat(copy.options())
                .extracting(Copy.Option::name)
                .containsExactly("format", "overwrite", "partition_by", "row_group_size", "file_size", "manifest");
        assertThat(copy.options())
                .extracting(Copy.Option::values)
                .containsExactly(
                        List.of("parquet"),
                        List.of(),
                        List.of("a", "B"),
                        List.of("64MiB"),
                        List.of("1000"),
                        List.of("true"));
        assertThat(copy.options().get(1).place()).isEqualTo(new TextPosition(1, 41));
    }

    @Test
    void explainAsksWhatWouldBeDone() {
        assertThat(copy("EXPLAIN COPY (SELECT 1) TO 'x'").explained()).isTrue();
        assertThat(copy("EXPLAIN PLAN FOR COPY t TO 'x'").explained()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"approve,APPROVE", "Reject,REJECT", "CANCEL,CANCEL"})
    void exportsAreDecidedOnByTheirId(String word, ExportOrder.Verb verb) {
        assertThat(command(word + " export 'e-1';")).contains(new ExportOrder(verb, "e-1"));
    }

    @Test
    void exportsAreShownAllOfThemOrOneByItsId() {
        assertThat(command("show exports")).contains(new ShowExports(null));
        assertThat(command("SHOW EXPORT 'e-1';")).contains(new ShowExports("e-1"));
        assertThatThrownBy(() -> command("SHOW EXPORT")).hasMessageContaining("the end of the statement");
        assertThatThrownBy(() -> command("SHOW EXPORTS 'e-1'")).hasMessageStartingWith("Cannot parse the statement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "EXPLAIN SELECT 1", "", "INSERT INTO t VALUES (1)", "nonsense"})
    void whatIsNoCommandIsLeftToTheQuestions(String text) {
        assertThat(command(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT copy, export, approve, reject, cancel, dot FROM projection.copy", "SELECT 1 AS copy"})
    void theirWordsStayNames(String text) {
        assertThat(parser.parse(new QueryRequest.Sql(text, null)).kind()).isEqualTo(ParsedQuery.Kind.QUERY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY t TO|Cannot parse the statement: found the end of the statement",
                "COPY t FROM 'x'|Cannot run the statement: Colonnade only reads",
                "COPY (DELETE FROM t) TO 'x'|Cannot",
                "COPY t TO stdout|Cannot parse the statement: found 'stdout'",
                "COPY t TO 'x' (FORMAT)x|Cannot parse the statement: found 'x'",
                "COPY t TO 'x' ()|Cannot parse the statement: found ')'",
                "COPY t TO 'x' (a (b.c))|Cannot parse the statement: found '.'",
                "APPROVE EXPORT x|Cannot parse the statement: found 'x'"
            })
    void commandsThatDoNotGoOnAsOneAreRefused(String text, String message) {
        assertThatThrownBy(() -> command(text))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refusal -> assertThat(refusal.clientMessage()).startsWith(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY t TO 'x'", "EXPLAIN COPY t TO 'x'", "APPROVE EXPORT 'x'"})
    void commandsAreNoQuestions(String text) {
        assertThatThrownBy(() -> parser.parse(new QueryRequest.Sql(text, null)))
                .hasMessageContaining("send it as an update");
    }

    private Copy copy(String text) {
        return (Copy) command(text).orElseThrow();
    }

    private Optional<Command> command(String text) {
        return parser.command(new QueryRequest.Sql(text, null));
    }
}
