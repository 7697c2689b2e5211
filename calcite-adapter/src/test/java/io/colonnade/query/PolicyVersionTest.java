package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Version;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyVersionTest {
    private static final String PEOPLE = "select name from people";
    private static final String PLACES = "select city from places";
    private static final String FILTER = "tenant_id = {context.tenant}";
    private static final List<RowFilter> FILTERS = List.of(new RowFilter("people", FILTER, Set.of("admin")));
    private static final List<MaskRule> MASKS = List.of(
            new MaskRule("people", "name", new ColumnMask.FirstN(2), Set.of("admin")),
            new MaskRule("people", "city", new ColumnMask.Redact(), Set.of("admin", "support")));

    private static final Contracts TODAY = contracts(FILTERS, MASKS);

    @Test
    void sameContractsAndRightsAreTheSameVersionForEverybody() {
        Principal colleague = new Principal("adam", Set.of("clerk", "analyst"), Map.of("tenant", "7", "floor", 3L));
        assertThat(version(contracts(FILTERS, MASKS), colleague, PEOPLE))
                .isEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
    }

    @Test
    void lostOrGainedRoleIsAnotherVersionWhereItMatters() {
        assertThat(version(TODAY, GovernedRoad.OPEN, PEOPLE))
                .isNotEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
        Principal support = new Principal("eve", Set.of("support"), Map.of("tenant", "7"));
        assertThat(version(TODAY, support, PEOPLE)).isNotEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
        assertThat(version(TODAY, GovernedRoad.OPEN, PLACES)).isEqualTo(version(TODAY, GovernedRoad.LIMITED, PLACES));
    }

    @Test
    void anotherValueOfAClaimThatAFilterComparesWithIsAnotherVersion() {
        Principal moved = new Principal("eve", Set.of("analyst"), Map.of("tenant", "8"));
        assertThat(version(TODAY, moved, PEOPLE)).isNotEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
        assertThat(version(TODAY, moved, PLACES)).isEqualTo(version(TODAY, GovernedRoad.LIMITED, PLACES));
    }

    @Test
    void changedFilterIsAnotherVersion() {
        assertChanged(contracts(List.of(new RowFilter("people", FILTER + " and id > 0", Set.of("admin"))), MASKS));
        assertChanged(contracts(List.of(), MASKS));
    }

    @Test
    void changedMaskIsAnotherVersion() {
        List<MaskRule> longer =
                List.of(new MaskRule("people", "name", new ColumnMask.FirstN(3), Set.of("admin")), MASKS.get(1));
        assertChanged(contracts(FILTERS, longer));
        assertChanged(contracts(FILTERS, List.of(MASKS.get(1))));
    }

    @Test
    void changedContractIsAnotherVersion() {
        Projection next = projection(new Version(1, 0, 1), FILTERS, MASKS);
        assertChanged(new Contracts(List.of(next), "test"));
    }

    @Test
    void changeOfABatchThatIsNotReadIsNone() {
        RowFilter elsewhere = new RowFilter("scores", FILTER, Set.of());
        assertThat(version(contracts(List.of(FILTERS.get(0), elsewhere), MASKS), GovernedRoad.LIMITED, PEOPLE))
                .isEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
    }

    private static void assertChanged(Contracts changed) {
        assertThat(version(changed, GovernedRoad.LIMITED, PEOPLE))
                .isNotEqualTo(version(TODAY, GovernedRoad.LIMITED, PEOPLE));
    }

    private static String version(Contracts contracts, Principal principal, String sql) {
        CallerView view = CallerView.of(principal, contracts, new AccessDecisions());
        return PolicyVersion.of(view, GovernedRoad.plan(contracts, principal, sql))
                .of(principal);
    }

    private static Contracts contracts(List<RowFilter> filters, List<MaskRule> masks) {
        return new Contracts(List.of(projection(new Version(1, 0, 0), filters, masks)), "test");
    }

    private static Projection projection(Version version, List<RowFilter> filters, List<MaskRule> masks) {
        // Anew each time, as in another process.
        Projection shop = GovernedRoad.contracts().projections().get(0);
        return new Projection(
                shop.name(),
                version,
                shop.stability(),
                "",
                shop.source(),
                shop.batches(),
                new ProjectionPolicy(shop.name(), new Grant(true, Set.of()), filters, masks));
    }
}
