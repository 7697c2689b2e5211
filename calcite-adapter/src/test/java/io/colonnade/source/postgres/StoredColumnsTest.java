package io.colonnade.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.source.PostgresFixture;
import io.colonnade.source.StatementDescription.DescribedColumn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns of a contract may be looked at on rows that a filter hides. */
final class StoredColumnsTest {
    private static PostgresSource source;

    @BeforeAll
    static void open() {
        PostgresFixture.shared().execute("""
                        CREATE SCHEMA stored;
                        CREATE COLLATION stored.caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                        CREATE TABLE stored.t (id integer, name text, part text COLLATE "POSIX", code text COLLATE "C",
                            kind text COLLATE stored.caseless, twice integer GENERATED ALWAYS AS (id * 2) STORED);
                        CREATE TABLE stored.p (id integer, city text) PARTITION BY LIST (id);
                        CREATE MATERIALIZED VIEW stored.m AS SELECT 1 / 1 AS id;
                        CREATE VIEW stored.v AS SELECT id, 1 / id AS half, name FROM stored.t""");
        source = PostgresFixture.shared().source();
    }

    @AfterAll
    static void close() {
        source.close();
        PostgresFixture.shared().execute("DROP SCHEMA stored CASCADE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM stored.t",
                "SELECT name FROM stored.t",
                "SELECT code FROM stored.t",
                "SELECT twice FROM stored.t",
                "SELECT city FROM stored.p",
                "SELECT id FROM stored.m",
                "SELECT x FROM (SELECT name AS x FROM stored.t WHERE id > 5 LIMIT 3) AS source",
                "SELECT city FROM (SELECT t.*, p.city FROM stored.t t LEFT JOIN stored.p p ON p.id = t.id) AS source",
                "SELECT DISTINCT name FROM stored.t",
                "WITH c AS (SELECT * FROM stored.t) SELECT name FROM c"
            })
    void aColumnOfATableIsStoredHoweverItIsPassedOn(String sql) {
        assertThat(source.describe(sql).columns())
                .extracting(DescribedColumn::stored)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 / id FROM stored.t",
                "SELECT id + 0 FROM stored.t",
                "SELECT name::varchar(3) FROM stored.t",
                "SELECT part FROM stored.t",
                "SELECT kind FROM stored.t",
                "SELECT half FROM stored.v",
                "SELECT max(id) FROM stored.t",
                "SELECT x FROM (SELECT 1 / id AS x FROM stored.t) AS source",
                "SELECT x FROM (SELECT id AS x FROM stored.t UNION ALL SELECT 1 / id FROM stored.t) AS source",
                "SELECT id FROM stored.t FULL JOIN stored.p USING (id)",
                "SELECT (SELECT max(id) FROM stored.p) FROM stored.t",
                "SELECT x FROM (VALUES (1)) AS v(x)",
                "SELECT x FROM generate_series(1, 2) AS x",
                "SELECT coalesce(name, 'x') FROM stored.t"
            })
    void whatIsComputedOrComparesOtherwiseIsNot(String sql) {
        assertThat(source.describe(sql).columns())
                .extracting(DescribedColumn::stored)
                .containsExactly(false);
    }
}
