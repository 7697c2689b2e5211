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
    void aLongStatementIsNoTrouble() {
        assertThat(SqlFingerprint.of("'" + "x".repeat(1_000_000) + "  y")).hasSize(64);
    }
}
