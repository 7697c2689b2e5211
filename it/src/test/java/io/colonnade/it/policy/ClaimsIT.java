package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.identity.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an identity carries, or lacks, no filter widens: its claims are values and never text of a statement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClaimsIT {
    private static final Question PERSONS = Question.of("select id from people.persons");
    private static final Question ORDERS = Question.of("select id from people.orders where person_id is not null");
    private static final List<String> SHARED_WITH_ALL = List.of("11", "22", "33", "44", "55");

    private PipelineDoor colonnade;

    @BeforeAll
    void open() throws Exception {
        colonnade = PipelineDoor.over(PolicyDatabase.source());
    }

    @AfterAll
    void close() {
        colonnade.close();
    }

    private static Principal analyst(Map<String, Object> claims) {
        return new Principal("trudy", Set.of("analyst"), claims);
    }

    private static Principal ofTenant(Object tenant) {
        return analyst(Map.of("tenant", tenant, "level", 5L, "cleared", false, "ceiling", 200L));
    }

    static Stream<Object> tenantsOfNobody() {
        return Stream.of(
                "' OR 1=1 --",
                "north' OR 'a'='a",
                "north' --",
                "north\\' OR true --",
                "'; DROP TABLE vault.vt_person; --",
                "{context.level}",
                "$1",
                "?",
                "%",
                "_orth",
                "North",
                " north",
                "north/*",
                "n\u00f6rth",
                "nоrth",
                "null",
                "true",
                "x".repeat(10_240),
                "\uFFFF",
                "\n",
                7L,
                true,
                new java.math.BigDecimal("1e3"));
    }

    @ParameterizedTest
    @MethodSource("tenantsOfNobody")
    void aTenantThatNobodyHasSeesNoPerson(Object tenant) throws Exception {
        assertThat(colonnade.ask(ofTenant(tenant), PERSONS))
                .isInstanceOfSatisfying(
                        Answer.Rows.class, rows -> assertThat(rows.values()).isEmpty());
        assertThat(colonnade.ask(ofTenant(tenant), ORDERS))
                .isInstanceOfSatisfying(
                        Answer.Rows.class,
                        rows -> assertThat(rows.values())
                                .extracting(row -> row.get(0))
                                .containsExactlyInAnyOrderElementsOf(SHARED_WITH_ALL));
    }

    /** What stands in the data as it stands in a filter is a tenant like any other. */
    @Test
    void aTenantThatLooksLikeAPlaceholderSeesItsOwnRow() throws Exception {
        assertThat(colonnade.ask(ofTenant("{context.tenant}"), PERSONS))
                .isEqualTo(new Answer.Rows(List.of(Kind.NUMBER), List.of(List.of("38"))));
    }

    static Stream<Object> valuesThatAreNoTenant() {
        return Stream.of("a\u0000b", List.of("north", "south"), List.of());
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoTenant")
    void aClaimThatIsNoTextIsRefusedWithoutItsValue(Object tenant) throws Exception {
        assertThat(colonnade.ask(ofTenant(tenant), PERSONS)).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.message()).contains("tenant").doesNotContain("north", "south");
        });
    }

    @ParameterizedTest
    @CsvSource({"level, many", "level, 5.5", "level, 1e999999999", "level, ''", "level, 99999999999", "cleared, perhaps"
    })
    void aClaimOfAnotherTypeIsRefusedWithoutItsValue(String claim, String value) throws Exception {
        Map<String, Object> claims =
                new HashMap<>(Map.of("tenant", "north", "level", 5L, "cleared", false, "ceiling", 200L));
        claims.put(claim, value);
        Question question = claim.equals("level") ? PERSONS : Question.of("select id from annex.orders");
        assertThat(colonnade.ask(analyst(claims), question)).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.message()).contains("'" + claim + "'");
            if (!value.isEmpty()) {
                assertThat(refused.message()).doesNotContain(value);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "tenant, select id from people.persons",
        "tenant, select id from people.orders",
        "tenant, select count(*) from people.items",
        "level, select 1 from people.persons where false",
        "level, select id from people.\"group\" where exists (select 1 from people.persons)",
        "cleared, select id from annex.orders limit 0",
        "ceiling, select max(id) from annex.orders"
    })
    void aMissingClaimIsNamedAndNoRowComes(String claim, String sql) throws Exception {
        Map<String, Object> claims =
                new HashMap<>(Map.of("tenant", "north", "level", 5L, "cleared", false, "ceiling", 200L));
        claims.remove(claim);
        assertThat(colonnade.ask(analyst(claims), Question.of(sql)))
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                    assertThat(refused.state()).isEqualTo("42501");
                    assertThat(refused.message()).contains("'" + claim + "'");
                });
    }

    @Test
    void whoeverIsNotLoggedInHasNoTenant() throws Exception {
        assertThat(colonnade.ask(Person.ANONYMOUS, Question.of("select id from directory.notices")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.message()).contains("'tenant'"));
    }

    @Test
    void rolesAreComparedToTheLetter() throws Exception {
        Map<String, Object> claims = Map.of("tenant", "north", "level", 5L, "cleared", false, "ceiling", 200L);
        for (String role : List.of("Admin", "ADMIN", "admin ", " admin", "admin,analyst", "administrator", "*", "")) {
            Principal principal = new Principal("trudy", Set.of(role, "analyst"), claims);
            assertThat(colonnade.ask(principal, PERSONS)).as(role).isEqualTo(colonnade.ask(Person.ALICE, PERSONS));
            assertThat(colonnade.ask(principal, Question.of("select 1 from staff.persons")))
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aRoleInsideAClaimIsNone() throws Exception {
        Map<String, Object> claims = Map.of("tenant", "north", "level", 5L, "roles", List.of("admin"), "admin", true);
        assertThat(colonnade.ask(analyst(claims), PERSONS)).isEqualTo(colonnade.ask(Person.ALICE, PERSONS));
    }
}
