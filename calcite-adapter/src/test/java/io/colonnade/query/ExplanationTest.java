package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.plan.Planner;
import io.colonnade.security.identity.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What EXPLAIN says, and what it must not say. */
final class ExplanationTest {
    @Test
    void policyIsCountedAndNamedButNeverShown() {
        assertThat(policy(GovernedRoad.LIMITED, "select id, address from people"))
                .containsExactly("shop.people (version 1.0.0): row filters: 1, masks: address:hash, balance:round,"
                        + " name:redact, phone:firstn, visits:round");
    }

    @Test
    void whomNothingLimitsSeesAllRows() {
        assertThat(policy(GovernedRoad.OPEN, "select id from people"))
                .containsExactly("shop.people (version 1.0.0): all rows, no masks");
    }

    @Test
    void aBatchIsExplainedOnceHoweverOftenItIsRead() {
        assertThat(policy(
                        GovernedRoad.LIMITED,
                        "select a.id from places a join places b on a.id = b.id where a.id in (select id from people)"))
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
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("source 'main': ")
                        .doesNotContain("tenant", "REDACTED", "ROUND", "tb_people"));
    }

    @Test
    void hashedColumnsAreNamedAfterTheStatement() {
        assertThat(Explanation.ofPlan(GovernedRoad.plan(GovernedRoad.LIMITED, "select id, address from people")))
                .hasSize(2)
                .last()
                .isEqualTo("hashed on arrival: address");
    }

    @Test
    void theLocalStepComesBeforeItsInputs() {
        List<String> lines = Explanation.ofPlan(
                GovernedRoad.plan(GovernedRoad.LIMITED, "select id from people where address > 'x'"));
        assertThat(lines.get(0)).startsWith("local: ");
        assertThat(lines.get(1)).contains(" from source 'main': ");
        assertThat(lines.get(2)).isEqualTo("hashed on arrival: address");
    }

    private static List<String> policy(Principal principal, String sql) {
        return Explanation.ofPolicy(planner().outline(GovernedRoad.governed(principal, sql)));
    }

    private static Planner planner() {
        return new Planner("main", source -> true);
    }
}
