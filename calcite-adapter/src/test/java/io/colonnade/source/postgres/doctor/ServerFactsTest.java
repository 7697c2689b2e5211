package io.colonnade.source.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no test can make a real server be: another version, another clock, another machine. */
final class ServerFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static ServerFacts server(int major, int minor, boolean encrypted, boolean remote) {
        return new ServerFacts(
                major, minor, "UTF8", encrypted, remote, 97, Duration.ZERO, Duration.ZERO, Instant.EPOCH);
    }

    private static List<String> wrong(Findings findings) {
        return findings.found().stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(finding -> finding.severity() + " " + finding.check())
                .toList();
    }

    /** The last version with each flaw, and the first without it. */
    @ParameterizedTest
    @CsvSource({
        "13, 10, CVE-2023-2455",
        "14, 7, CVE-2023-2455",
        "15, 2, CVE-2023-2455",
        "13, 16, CVE-2024-10976",
        "14, 13, CVE-2024-10976",
        "15, 8, CVE-2024-10976",
        "16, 4, CVE-2024-10976",
        "17, 0, CVE-2024-10976",
        "13, 21, CVE-2025-8713",
        "14, 18, CVE-2025-8713",
        "15, 13, CVE-2025-8713",
        "16, 9, CVE-2025-8713",
        "17, 5, CVE-2025-8713",
        "14, 23, CVE-2026-14666",
        "15, 18, CVE-2026-14666",
        "16, 14, CVE-2026-14666",
        "17, 10, CVE-2026-14666",
        "18, 5, CVE-2026-14666"
    })
    void eachFlawEndsWithItsMinorVersion(int major, int minor, String flaw) {
        assertThat(flaws(major, minor, false))
                .anyMatch(finding -> finding.what().contains(flaw));
        assertThat(flaws(major, minor + 1, false))
                .noneMatch(finding -> finding.what().contains(flaw));
    }

    @ParameterizedTest
    @CsvSource({"17, 11", "16, 15", "15, 19", "14, 24", "18, 6", "19, 0"})
    void newestVersionsHaveNoKnownFlaw(int major, int minor) {
        assertThat(flaws(major, minor, true)).extracting(Finding::severity).containsOnly(Severity.OK);
    }

    @Test
    void versionsThatNobodyMendedHaveEveryFlaw() {
        assertThat(flaws(10, 23, false)).hasSize(KnownFlaw.values().length);
    }

    @Test
    void flawIsAnErrorWhereTablesRelyOnRowSecurity() {
        assertThat(flaws(17, 5, false)).extracting(Finding::severity).containsOnly(Severity.WARNING);
        assertThat(flaws(17, 5, true)).extracting(Finding::severity).containsOnly(Severity.ERROR);
    }

    private static List<Finding> flaws(int major, int minor, boolean rowSecurity) {
        Findings findings = new Findings("source shop");
        VersionCheck.check(server(major, minor, true, true), rowSecurity, TODAY, findings);
        return findings.found().stream()
                .filter(finding -> finding.check().equals("version"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"12, true", "13, true", "14, true", "15, false", "17, false", "18, false", "19, false"})
    void majorVersionsEnd(int major, boolean ended) {
        Findings findings = new Findings("source shop");
        VersionCheck.check(server(major, 99, true, true), false, TODAY, findings);
        assertThat(wrong(findings).contains("WARNING version-support")).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({"false, true, true", "true, true, false", "false, false, false"})
    void plainConnectionToAnotherMachineIsAWarning(boolean encrypted, boolean remote, boolean expected) {
        Findings findings = new Findings("source shop");
        new SessionCheck(server(17, 11, encrypted, remote), findings).check(Duration.ZERO, 16, Duration.ofMinutes(5));
        assertThat(wrong(findings).contains("WARNING encryption")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1999, false", "-1999, false", "2000, true", "-2000, true"})
    void clocksMayDifferByLessThanTwoSeconds(long millis, boolean expected) {
        Findings findings = new Findings("source shop");
        new SessionCheck(server(17, 11, true, true), findings)
                .check(Duration.ofMillis(millis), 16, Duration.ofMinutes(5));
        assertThat(wrong(findings).contains("WARNING clock")).isEqualTo(expected);
    }
}
