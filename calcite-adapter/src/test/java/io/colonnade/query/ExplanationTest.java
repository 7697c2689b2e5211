package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.plan.Planner;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.security.identity.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What EXPLAIN says, and what it must not say. */
final class ExplanationTest {
    @Test
    void policyIsCountedAndNamedButNeverShown() {
        assertThat(policy(GovernedRoad.LIMITED, "select id, address from people"))
                .contains("  the row filters use your claims: tenant")
                .startsWith("shop.people (version 1.0.0): row filters: 1, masks: address:hash, balance:round,"
                        + " name:redact, phone:first_n, visits:round");
    }

    @Test
    void whomNothingLimitsSeesAllRows() {
        assertThat(policy(GovernedRoad.OPEN, "select id from people"))
                .startsWith("shop.people (version 1.0.0): all rows, no masks")
                .hasSize(2)
                .last()
                .asString()
                .startsWith("  columns: id, ");
    }

    @Test
    void aBatchIsExplainedOnceHoweverOftenItIsRead() {
        assertThat(policy(
                        GovernedRoad.LIMITED,
                        "select a.id from places a join places b on a.id = b.id where a.id in (select id from people)"))
                .filteredOn(line -> !line.startsWith(" "))
                .hasSize(2);
    }

    @Test
    void aQueryOfNoBatchHasNoPolicy() {
        assertThat(policy(GovernedRoad.LIMITED, "select 1")).containsExactly("no governed data");
    }

    @Test
    void anOutlineHoldsNeitherFilterNorMaskNorDefinition() {
        List<String> lines = Explanation.ofPlan(
                planner().outline(GovernedRoad.governed(GovernedRoad.LIMITED, "select id, name, balance from people")));
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("tenant", "REDACTED", "ROUND", "tb_people"))
                .last()
                .isEqualTo("masked on arrival: name (redact)");
    }

    @Test
    void anOutlineSaysWhatWaitsBehindTheFence() {
        String sql = "select id from people where id = 5 and 1 / id > 0 and city ~ 'x' and"
                + " exists (select 1 from places p where 1 / (p.id - people.id) > 0)";
        List<String> lines = Explanation.ofPlan(planner().outline(GovernedRoad.governed(GovernedRoad.LIMITED, sql)));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("OFFSET 0").doesNotContain("tenant");
        assertThat(lines.get(1))
                .isEqualTo("behind the fence (OFFSET 0), so that only rows that may be seen are tried:"
                        + " 1 / id > 0; city ~ 'x'; what holds a sub-query");
    }

    @Test
    void whereNothingWaitsNothingIsSaid() {
        assertThat(Explanation.ofPlan(
                        GovernedRoad.plan(GovernedRoad.LIMITED, "select 1 / id from people where id = 5")))
                .hasSize(1);
    }

    @Test
    void masksOfArrivalAreNamedAfterTheStatement() {
        assertThat(Explanation.ofPlan(
                        GovernedRoad.plan(GovernedRoad.LIMITED, "select id, phone, address as a from people")))
                .hasSize(2)
                .last()
                .isEqualTo("masked on arrival: phone (first_n), a (hash)");
    }

    @Test
    void theLocalStepComesBeforeItsInputs() {
        List<String> lines = Explanation.ofPlan(
                GovernedRoad.plan(GovernedRoad.LIMITED, "select id from people where address > 'x'"));
        assertThat(lines.get(0)).startsWith("local: ");
        assertThat(lines.get(1)).contains(" from source 'main': ");
        assertThat(lines.get(2)).isEqualTo("masked on arrival: address (hash)");
    }

    private static List<String> policy(Principal principal, String sql) {
        return Explanation.ofPolicy(planner().outline(GovernedRoad.governed(principal, sql)));
    }

    private static Planner planner() {
        return new Planner("main", source -> true, QueryLimits.STANDARD);
    }
}
