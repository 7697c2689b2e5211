package io.colonnade.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SqlFingerprintTest {
    @Test
    void blanksBetweenWordsDoNotCount() {
        assertThat(SqlFingerprint.of("  select a,\n\t b  from t\n"))
                .isEqualTo(SqlFingerprint.of("select a, b from t"))
                .hasSize(64);
    }

    @Test
    void blanksInQuotesAndEverythingElseCount() {
        assertThat(SqlFingerprint.of("select 'a  b'")).isNotEqualTo(SqlFingerprint.of("select 'a b'"));
        assertThat(SqlFingerprint.of("select \"a  b\"")).isNotEqualTo(SqlFingerprint.of("select \"a b\""));
        assertThat(SqlFingerprint.of("select 'it''s  $1 \\'")).isNotEqualTo(SqlFingerprint.of("select 'it''s $1 \\'"));
        assertThat(SqlFingerprint.of("select a")).isNotEqualTo(SqlFingerprint.of("SELECT a"));
    }

    @Test
    void blanksCountWhereACommentEndsOrMakesAQuoteOfWhatIsNone() {
        assertThat(SqlFingerprint.of("select a -- b\n, secret"))
                .isNotEqualTo(SqlFingerprint.of("select a -- b , secret"));
        assertThat(SqlFingerprint.of("select /* it's */ 'a  b'"))
                .isNotEqualTo(SqlFingerprint.of("select /* it's */ 'a b'"));
        assertThat(SqlFingerprint.of("select $$'$$, 'a  b'")).isNotEqualTo(SqlFingerprint.of("select $$'$$, 'a b'"));
        assertThat(SqlFingerprint.of("select E'\\'', 'a  b'")).isNotEqualTo(SqlFingerprint.of("select E'\\'', 'a b'"));
    }

    @Test
    void aLongStatementIsNoTrouble() {
        assertThat(SqlFingerprint.of("/*$a ".repeat(200_000))).hasSize(64);
        assertThat(SqlFingerprint.of("'" + "x".repeat(1_000_000) + "  y")).hasSize(64);
    }
}
