package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.contract.Contracts;
import io.colonnade.query.parse.ParsedQuery;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a plan serves. */
final class PlanCacheTest {
    private static final String SQL = "select id from people";
    private static final QueryRequest REQUEST = new QueryRequest.Sql(SQL, "shop");

    private final PlanCache cache = new PlanCache();

    @Test
    void callersOfOnePolicyShapeShareAPlanWhateverTheirClaims() {
        Principal other = new Principal("mallory", Set.of("clerk"), Map.of("tenant", "8"));
        PlannedQuery made = cache.get(view(GovernedRoad.LIMITED), REQUEST, PlanCacheTest::planned);
        assertThat(cache.get(view(other), REQUEST, PlanCacheTest::unexpected)).isSameAs(made);
    }

    @Test
    void callersOfAnotherPolicyShapeDoNot() {
        PlannedQuery limited = cache.get(view(GovernedRoad.LIMITED), REQUEST, PlanCacheTest::planned);
        PlannedQuery open = cache.get(view(GovernedRoad.OPEN), REQUEST, PlanCacheTest::planned);
        assertThat(open).isNotSameAs(limited);
        assertThat(cache.get(view(GovernedRoad.OPEN), REQUEST, PlanCacheTest::unexpected))
                .isSameAs(open);
        assertThat(cache.get(view(GovernedRoad.LIMITED), REQUEST, PlanCacheTest::unexpected))
                .isSameAs(limited);
    }

    @Test
    void anotherContractMakesAnotherPlan() {
        Contracts reloaded = new Contracts(GovernedRoad.contracts().projections(), "another fingerprint");
        CallerView after = CallerView.of(GovernedRoad.LIMITED, reloaded, new AccessDecisions());
        PlannedQuery made = cache.get(view(GovernedRoad.LIMITED), REQUEST, PlanCacheTest::planned);
        assertThat(cache.get(after, REQUEST, PlanCacheTest::planned)).isNotSameAs(made);
    }

    @Test
    void anotherStatementOrSchemaMakesAnotherPlan() {
        CallerView view = view(GovernedRoad.LIMITED);
        PlannedQuery made = cache.get(view, REQUEST, PlanCacheTest::planned);
        assertThat(cache.get(view, new QueryRequest.Sql(SQL + " ", "shop"), PlanCacheTest::planned))
                .isNotSameAs(made);
        assertThat(cache.get(view, new QueryRequest.Sql(SQL, "other"), PlanCacheTest::planned))
                .isNotSameAs(made);
    }

    @Test
    void aFailureIsNotKept() {
        CallerView view = view(GovernedRoad.LIMITED);
        assertThatThrownBy(() -> cache.get(view, REQUEST, PlanCacheTest::unexpected))
                .isInstanceOf(AssertionError.class);
        PlannedQuery made = planned();
        assertThat(cache.get(view, REQUEST, () -> made)).isSameAs(made);
    }

    private static CallerView view(Principal principal) {
        return CallerView.of(principal, GovernedRoad.contracts(), new AccessDecisions());
    }

    private static PlannedQuery planned() {
        ExecutionPlan plan = GovernedRoad.plan(GovernedRoad.LIMITED, SQL);
        return new PlannedQuery(
                ParsedQuery.Kind.QUERY, plan, List.of(), PolicyVersion.of(view(GovernedRoad.LIMITED), plan), "");
    }

    private static PlannedQuery unexpected() {
        throw new AssertionError("planned again");
    }
}
