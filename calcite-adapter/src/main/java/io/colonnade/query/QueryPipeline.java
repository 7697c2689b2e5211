package io.colonnade.query;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.TextReader;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.FilterTemplate;
import io.colonnade.contract.Projection;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.local.LocalEngine;
import io.colonnade.query.RoadWatch.Stage;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.execute.BoundPlan;
import io.colonnade.query.execute.PlanExecutor;
import io.colonnade.query.parse.ParsedQuery;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.Planner;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.policy.PolicyStep;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.query.resolve.PlanningTime;
import io.colonnade.query.resolve.ResolvedQuery;
import io.colonnade.query.resolve.Resolver;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a question to rows, whatever the door: parse, resolve against what the caller may see, apply policy,
 * plan, read. Thread-safe.
 */
public final class QueryPipeline {
    private static final int REMEMBERED_VIEWS = 1_000;

    private final Contracts contracts;
    private final QueryAudit audit;
    private final RoadWatch watch;
    private final DeprecatedReads deprecated;
    private final FarOffsets farOffsets = new FarOffsets(Clock.systemUTC());
    private final PlanExecutor executor;
    private final Planner planner;
    private final QueryParser parser;
    private final PolicyStep policy = new PolicyStep();
    private final AccessDecisions access = new AccessDecisions();
    private final PlanCache plans = new PlanCache();
    /** What a caller may see depends on their roles alone; an absent set is an anonymous caller. */
    private final LoadingCache<Optional<Set<String>>, Resolver> resolvers;

    private final LoadingCache<CallerView, List<VisibleProjection>> catalogs =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED_VIEWS).build(CacheLoader.from(view -> catalog(view)));

    /**
     * Creates the pipeline of a deployment.
     *
     * @param sources by name; every projection's source is among them
     * @param engine answers what no source can
     * @param maskKeys the keys of the masks that need one
     * @param limits how much one statement may stand for
     * @param audit told of every access before the first row leaves
     * @param watch told how long the stops take
     */
    public QueryPipeline(
            Contracts contracts,
            Map<String, Source> sources,
            LocalEngine engine,
            MaskKeys maskKeys,
            QueryLimits limits,
            AuditLog audit,
            RoadWatch watch) {
        this.contracts = contracts;
        this.watch = watch;
        this.deprecated = new DeprecatedReads(watch, Clock.systemUTC());
        this.audit = new QueryAudit(audit, watch);
        this.executor = new PlanExecutor(sources, engine, maskKeys);
        this.parser = new QueryParser(limits);
        String first = sources.keySet().stream().sorted().findFirst().orElse("");
        this.planner = new Planner(
                first,
                name -> {
                    Source source = sources.get(name);
                    return source != null && source.capabilities().binaryCollation();
                },
                limits);
        this.resolvers = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED_VIEWS)
                .build(CacheLoader.from(roles -> new Resolver(CallerView.of(
                        roles.map(some -> new Principal("", some, Map.of())).orElse(null), contracts, access))));
    }

    /** Creates the pipeline of a deployment that nobody watches. */
    public QueryPipeline(
            Contracts contracts,
            Map<String, Source> sources,
            LocalEngine engine,
            MaskKeys maskKeys,
            QueryLimits limits,
            AuditLog audit) {
        this(contracts, sources, engine, maskKeys, limits, audit, RoadWatch.nobody());
    }

    /**
     * Reads what may be a command; nothing of it is looked up or done.
     *
     * @return nothing if it is none, which is what a question is
     * @throws ColonnadeException if it begins as a command and does not go on as one
     */
    public Optional<Command> command(QueryRequest.Sql statement) {
        return parser.command(statement);
    }

    /**
     * Plans a query without running it.
     *
     * @throws ColonnadeException if the query cannot be parsed, names what the caller may not see, or needs a claim that
     *     the caller lacks; FAILED_PRECONDITION if the answer was promised under another policy
     */
    public QueryDescription describe(AccessContext context, QueryRequest request) {
        return audit.refusalsOf(context, request, () -> {
            PlannedQuery planned = planned(context, request);
            return new QueryDescription(
                    planned.schema(),
                    planned.plan().parameterSchema(),
                    planned.plan().ordered(),
                    planned.policy().of(context.principal().orElse(null)),
                    planned.batches(),
                    RequestFingerprint.of(request));
        });
    }

    /**
     * Checks that a query could be run with these values; nothing is read.
     *
     * @throws ColonnadeException as {@link #describe} and {@link #run} would
     */
    public void check(AccessContext context, QueryRequest request, List<@Nullable Object> parameters) {
        audit.refusalsOf(
                context,
                request,
                () -> BoundPlan.of(
                        planned(context, request).plan(),
                        parameters,
                        context.principal().orElse(null)));
    }

    /**
     * Returns about how many rows a query has, as its source expects; none is read.
     *
     * @return nothing if the source does not say, or if anything is hidden from the caller: an estimate is made of that too
     */
    public OptionalLong estimate(AccessContext context, QueryRequest request, List<@Nullable Object> parameters) {
        PlannedQuery planned = planned(context, request);
        if (planned.kind() != ParsedQuery.Kind.QUERY
                || planned.plan().applied().stream().anyMatch(AppliedPolicy::isLimiting)) {
            return OptionalLong.empty();
        }
        return executor.estimate(
                BoundPlan.of(planned.plan(), parameters, context.principal().orElse(null)));
    }

    /**
     * Runs a query. The audit record {@code started} is written before this returns.
     *
     * @param parameters one value for each parameter, in order; the classes are those of
     *     {@link io.colonnade.source.SourceStatement.Parameter}, and are coerced to the parameter's type where no value
     *     is lost
     * @param allocator owns the batches; the caller closes the reader, then the allocator
     */
    public BatchReader run(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, BufferAllocator allocator) {
        return read(context, request, parameters, null, allocator);
    }

    /**
     * Returns parts that together are a query's result, in no order; none if it is to be read as a whole.
     *
     * @param context holds the snapshot in which every part is to be run
     * @param most how many parts are wanted; there may be fewer
     */
    public List<QueryPart> parts(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, int most) {
        @Nullable Principal principal = context.principal().orElse(null);
        PlannedQuery planned = planned(context, request);
        boolean bindable = parameters.size() == planned.plan().parameters().size();
        if (planned.kind() != ParsedQuery.Kind.QUERY || !bindable) {
            return List.of();
        }
        QuerySnapshot snapshot = context.snapshot().orElseThrow();
        BoundPlan bound = BoundPlan.of(planned.plan(), parameters, principal);
        return executor.split(bound, snapshot::of, most).stream()
                .map(pages -> new QueryPart(pages, bound.splitFingerprint().orElseThrow()))
                .toList();
    }

    /**
     * Runs a part of a query, as {@link #run} does the whole, in the snapshot in which it was split.
     *
     * @throws ColonnadeException FAILED_PRECONDITION if the query, as the caller may run it now, is not what was split
     */
    public BatchReader runPart(
            AccessContext context,
            QueryRequest request,
            List<@Nullable Object> parameters,
            QueryPart part,
            BufferAllocator allocator) {
        if (context.snapshot().isEmpty()) {
            throw new IllegalArgumentException("a part without the snapshot of the others");
        }
        return read(context, request, parameters, part, allocator);
    }

    private static BoundPlan part(BoundPlan bound, @Nullable QueryPart part) {
        if (part == null) {
            return bound;
        }
        if (!bound.splitFingerprint().filter(part.plan()::equals).isPresent()) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot read a part of the result: the query is planned otherwise than when it was split, since what"
                            + " you may see or the contract has changed; ask for the result again");
        }
        return bound.part(part.pages());
    }

    private BatchReader read(
            AccessContext context,
            QueryRequest request,
            List<@Nullable Object> parameters,
            @Nullable QueryPart part,
            BufferAllocator allocator) {
        PlannedQuery planned = audit.refusalsOf(context, request, () -> planned(context, request));
        if (planned.kind() != ParsedQuery.Kind.QUERY) {
            return new TextReader(planned.schema(), planned.explanation(), allocator);
        }
        ExecutionPlan plan = planned.plan();
        deprecated.read(plan.schema());
        farOffsets.read(request);
        @Nullable Principal principal = context.principal().orElse(null);
        return audit.reading(
                context,
                planned,
                part,
                () -> start(context, part(BoundPlan.of(plan, parameters, principal), part), allocator),
                allocator);
    }

    private BatchReader start(AccessContext context, BoundPlan bound, BufferAllocator allocator) {
        @Nullable QuerySnapshot snapshot = context.snapshot().orElse(null);
        return executor.execute(
                bound,
                source -> snapshot == null ? null : snapshot.of(source),
                ReadOptions.within(context.timeout())
                        .after(context.spent())
                        .sharing(context.memory())
                        .asLast(context.isLastInside())
                        .first(context.bounds().most())
                        .batchesOf(context.bounds().perBatch()),
                allocator);
    }

    /**
     * Tells the audit that a door has refused a call before it became a query.
     *
     * @param context who called, as far as that is known, and from where
     * @param sqlState why
     */
    public void refused(AccessContext context, String sqlState) {
        audit.refused(context, sqlState);
    }

    /** Tells the audit how many calls were refused that it was only to count, before it is closed. */
    public void tellRefusals() {
        audit.tellRefusals();
    }

    /**
     * Returns the projections that a caller may know of, in the order of their names: the same list for all who may see the same, for
     * as long as it is remembered.
     */
    public List<VisibleProjection> catalog(@Nullable Principal principal) {
        return catalogs.getUnchecked(resolver(principal).view());
    }

    private static List<VisibleProjection> catalog(CallerView view) {
        List<VisibleProjection> visible = new ArrayList<>();
        for (Projection projection : view.visibleProjections()) {
            Allowed allowed = (Allowed) view.decision(projection);
            List<VisibleBatch> batches = projection.batches().stream()
                    .map(batch -> {
                        BatchRules rules = allowed.rules(batch.name());
                        return new VisibleBatch(
                                batch, rules.masks(), rules.filters().size(), FilterTemplate.claims(rules.filters()));
                    })
                    .toList();
            visible.add(new VisibleProjection(projection, batches, view.replacement(projection)));
        }
        return List.copyOf(visible);
    }

    /** Returns how much use it was to remember plans. */
    public PlanCacheUse planCacheUse() {
        return plans.use();
    }

    /** Opens a stable view that the queries of one transaction share. */
    public QuerySnapshot openSnapshot() {
        return new QuerySnapshot();
    }

    /**
     * Opens a stable view for queries of which one follows the other, each closed before the next is run. It costs less than
     * {@link #openSnapshot()}. A query that reads its source twice at a time gets FAILED_PRECONDITION.
     */
    public QuerySnapshot openSerial() {
        return QuerySnapshot.serial();
    }

    /**
     * Returns the plan of a query with everything in it: definitions, filters and masks. For the operator's eyes, such as
     * the demo's tour; no door hands it out.
     */
    public List<String> explainToOperator(@Nullable Principal principal, QueryRequest request) {
        Resolver resolver = resolver(principal);
        ParsedQuery parsed = parser.parse(request, resolver.view());
        return Explanation.ofPlan(planner.plan(policy.govern(resolver.resolve(parsed, PlanningTime.longest()))));
    }

    /** Returns the plan under the policy of this moment, if the caller has what it needs, it is what was promised, and it may leave. */
    private PlannedQuery planned(AccessContext context, QueryRequest request) {
        @Nullable Principal principal = context.principal().orElse(null);
        Resolver resolver = resolver(principal);
        PlannedQuery planned = plans.get(resolver.view(), request, () -> planAnew(resolver, request, context.left()));
        executor.checkClaims(planned.plan(), principal);
        boolean promised = context.policyVersion()
                .map(planned.policy().of(principal)::equals)
                .orElse(true);
        if (!promised) {
            throw policyChanged();
        }
        if (planned.kind() == ParsedQuery.Kind.QUERY) {
            context.departure().ifPresent(departure -> departure.permit(planned.batches(), context.principal()));
        }
        return planned;
    }

    private PlannedQuery planAnew(Resolver resolver, QueryRequest request, Duration timeout) {
        PlanningTime time = PlanningTime.within(timeout);
        try {
            return planAnew(
                    resolver,
                    watch.timed(Stage.PARSE, () -> parser.parse(request, resolver.view())),
                    RequestFingerprint.of(request),
                    time);
        } catch (StackOverflowError e) {
            throw QueryLimits.tooDeep(e);
        }
    }

    private PlannedQuery planAnew(Resolver resolver, ParsedQuery parsed, String fingerprint, PlanningTime time) {
        ResolvedQuery resolved = watch.timed(Stage.RESOLVE, () -> resolver.resolve(parsed, time));
        GovernedQuery governed = watch.timed(Stage.POLICY, () -> policy.govern(resolved));
        ExecutionPlan plan = switch (parsed.kind()) {
            case QUERY -> watch.timed(Stage.PLAN, () -> planner.plan(governed));
            case EXPLAIN_PLAN -> governed.isLimited() ? planner.outline(governed) : planner.plan(governed);
            case EXPLAIN_POLICY -> planner.outline(governed);
        };
        List<String> explanation = switch (parsed.kind()) {
            case QUERY -> List.of();
            case EXPLAIN_PLAN -> Explanation.ofPlan(plan);
            case EXPLAIN_POLICY -> Explanation.ofPolicy(plan);
        };
        PolicyVersion version = PolicyVersion.of(resolver.view(), plan);
        return new PlannedQuery(parsed.kind(), plan, explanation, version, fingerprint);
    }

    private static ColonnadeException policyChanged() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.NOT_IN_PREREQUISITE_STATE,
                "Cannot answer as promised: what you may see has changed since the query was planned or prepared; ask"
                        + " for the result, or prepare the statement, again");
    }

    private Resolver resolver(@Nullable Principal principal) {
        return resolvers.getUnchecked(principal == null ? Optional.empty() : Optional.of(principal.roles()));
    }
}
