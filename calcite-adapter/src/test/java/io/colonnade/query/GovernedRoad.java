package io.colonnade.query;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.Planner;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.policy.PolicyStep;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.query.resolve.PlanningTime;
import io.colonnade.query.resolve.ResolvedQuery;
import io.colonnade.query.resolve.Resolver;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query road from text to plan over one projection, {@code shop}, without a database: {@code people} is filtered and
 * masked in every way, {@code places} is open.
 */
public final class GovernedRoad {
    /** Sees what the policy leaves. */
    public static final Principal LIMITED = new Principal("eve", Set.of("analyst"), Map.of("tenant", "7"));

    /** Sees everything. */
    public static final Principal OPEN = new Principal("root", Set.of("admin"), Map.of());

    private static final Set<String> ADMIN = Set.of("admin");

    private GovernedRoad() {}

    /** Returns the contracts. */
    public static Contracts contracts() {
        Batch people = new Batch(
                "people",
                "",
                new Relation.Table("tb_people"),
                null,
                List.of("id"),
                List.of(),
                List.of(
                        column("id", "int32", false),
                        column("name", "string", false),
                        column("address", "string", true),
                        column("phone", "string", true),
                        column("balance", "decimal(9,2)", true),
                        column("visits", "int32", false),
                        column("city", "string", true),
                        column("amount", "float64", true)),
                List.of(column("tenant_id", "int32", false)));
        Batch scores = new Batch(
                "scores",
                "",
                new Relation.Table("tb_scores"),
                null,
                List.of("id"),
                List.of(),
                List.of(
                        column("id", "int32", false),
                        column("score", "float64", true),
                        column("since", "date", true),
                        column("secret", "string", true),
                        new Column(
                                "half",
                                ColumnType.parse("int32").orElseThrow(),
                                true,
                                "total / parts",
                                null,
                                List.of(),
                                "")),
                List.of(column("tenant_id", "int32", false)));
        Batch places = new Batch(
                "places",
                "",
                new Relation.Table("tb_places"),
                null,
                List.of("id"),
                List.of(),
                List.of(column("id", "int32", false), column("city", "string", true)),
                List.of());
        String filter = "tenant_id = {context.tenant}";
        ProjectionPolicy policy = new ProjectionPolicy(
                "shop",
                new Grant(true, Set.of()),
                List.of(new RowFilter("people", filter, ADMIN), new RowFilter("scores", filter, ADMIN)),
                List.of(
                        mask("people", "name", new ColumnMask.Redact()),
                        mask("people", "address", new ColumnMask.Hash()),
                        mask("people", "phone", new ColumnMask.FirstN(3)),
                        mask("people", "balance", new ColumnMask.Round(-3)),
                        mask("people", "visits", new ColumnMask.Round(-2)),
                        mask("scores", "score", new ColumnMask.Round(0)),
                        mask("scores", "since", new ColumnMask.Truncate(ColumnMask.TimeUnit.MONTH)),
                        mask("scores", "secret", new ColumnMask.Null())));
        Projection shop = new Projection(
                "shop", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(people, scores, places), policy);
        return new Contracts(List.of(shop), "test");
    }

    /** Resolves a statement in what a caller may see. */
    public static ResolvedQuery resolved(Principal principal, String sql) {
        return resolved(contracts(), principal, sql);
    }

    private static ResolvedQuery resolved(Contracts contracts, Principal principal, String sql) {
        CallerView view = CallerView.of(principal, contracts, new AccessDecisions());
        String schema = contracts.projections().get(0).name();
        return new Resolver(view)
                .resolve(new QueryParser().parse(new QueryRequest.Sql(sql, schema)), PlanningTime.longest());
    }

    /** Applies the policy to a statement. */
    public static GovernedQuery governed(Principal principal, String sql) {
        return new PolicyStep().govern(resolved(principal, sql));
    }

    /** Plans a statement over a source that orders text by code point. */
    public static ExecutionPlan plan(Principal principal, String sql) {
        return plan(contracts(), principal, sql);
    }

    /** Plans a statement over contracts of the test's own, in whose first projection its names are looked up. */
    public static ExecutionPlan plan(Contracts contracts, Principal principal, String sql) {
        GovernedQuery query = new PolicyStep().govern(resolved(contracts, principal, sql));
        return new Planner("main", source -> true, QueryLimits.STANDARD).plan(query);
    }

    /** Returns a statement's plan in words. */
    public static String explained(Principal principal, String sql) {
        return String.join("\n", Explanation.ofPlan(plan(principal, sql)));
    }

    private static Column column(String name, String type, boolean nullable) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), nullable, name, null, List.of(), "").asStored();
    }

    private static MaskRule mask(String batch, String column, ColumnMask mask) {
        return new MaskRule(batch, column, mask, ADMIN);
    }
}
