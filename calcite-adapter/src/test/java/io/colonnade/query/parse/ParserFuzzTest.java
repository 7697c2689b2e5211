package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever arrives, the parser answers with a tree or with our own error, and soon. */
final class ParserFuzzTest {
    private static final int INPUTS = 4_000;
    private static final List<String> WORDS = List.of(
            "select",
            "from",
            "where",
            "group by",
            "order by",
            "distinct on (a)",
            "distinct",
            "limit",
            "offset",
            "with",
            "as",
            "join",
            "on",
            "union all",
            "case",
            "when",
            "then",
            "else",
            "end",
            "in",
            "not",
            "between",
            "and",
            "or",
            "like",
            "is null",
            "exists",
            "interval",
            "'1 day'",
            "'1 mon 2 d'",
            "cast(",
            "::",
            "numeric",
            "(10,2)",
            "text",
            "int4",
            "date",
            "timestamptz",
            "$1",
            "?",
            "(",
            ")",
            "(",
            ")",
            ",",
            ";",
            "+",
            "-",
            "*",
            "/",
            "^",
            "||",
            "->",
            "->>",
            "=",
            "<>",
            "!=",
            "~",
            "!~*",
            "a",
            "b",
            "t",
            "\"Q\"",
            "'s'",
            "E'\\n'",
            "U&'\\00e9'",
            "1",
            "2.5",
            "1e400",
            "--",
            "/*",
            "*/",
            "\n",
            "\t",
            "é",
            "日本",
            "\uD835\uDCB3",
            "array[1]",
            "a[1]",
            "over (",
            "filter (where",
            "null",
            "values",
            "explain",
            "policy",
            "for",
            "plan",
            "insert into",
            "collate",
            "at time zone",
            "x.y",
            ".",
            "[",
            "]",
            "string_agg(a, ',' order by b)",
            "extract(day from",
            "tablesample",
            "lateral",
            "unnest",
            "{",
            "}",
            "#",
            "\\",
            "period",
            "year",
            "value",
            "row",
            "multiset",
            "cursor",
            "new",
            "next value for",
            "any",
            "all",
            "some");

    private final QueryParser parser = new QueryParser();
    private int accepted;

    @Test
    void anyMixOfWordsIsATreeOrOurOwnError() {
        Random random = new Random(20261121);
        Assertions.assertTimeout(Duration.ofMinutes(5), () -> {
            for (int i = 0; i < INPUTS; i++) {
                StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "" : "select ");
                int length = 1 + random.nextInt(14);
                for (int word = 0; word < length; word++) {
                    text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(9) == 0 ? "" : " ");
                }
                survives(text.toString());
            }
        });
        assertThat(accepted).as("a fuzz that never parses tests little").isPositive();
    }

    @Test
    void anyCharactersAreATreeOrOurOwnError() {
        Random random = new Random(42);
        for (int i = 0; i < INPUTS; i++) {
            StringBuilder text = new StringBuilder("select ");
            int length = random.nextInt(24);
            for (int c = 0; c < length; c++) {
                text.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
            }
            survives(text.toString());
        }
    }

    private void survives(String text) {
        try {
            parser.parse(new QueryRequest.Sql(text, null));
            accepted++;
        } catch (ColonnadeException e) {
            assertThat(e.clientMessage())
                    .as(text)
                    .doesNotContain("calcite")
                    .doesNotContain("Exception")
                    .hasSizeLessThan(400);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("on input: " + text, e);
        }
    }
}
