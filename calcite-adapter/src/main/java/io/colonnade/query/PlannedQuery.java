package io.colonnade.query;

import io.colonnade.query.parse.ParsedQuery;
import io.colonnade.query.plan.ExecutionPlan;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What the plan cache holds for a statement.
 *
 * @param kind whether its rows are wanted or an explanation
 * @param plan the plan
 * @param explanation the lines to answer with, where an explanation is wanted
 * @param policy what it was planned under
 * @param fingerprint what the audit knows the statement by
 */
record PlannedQuery(
        ParsedQuery.Kind kind, ExecutionPlan plan, List<String> explanation, PolicyVersion policy, String fingerprint) {
    /** Returns the schema of what the statement answers. */
    Schema schema() {
        return kind == ParsedQuery.Kind.QUERY ? plan.schema() : Explanation.SCHEMA;
    }

    /** Returns what it reads, and what governs that. */
    List<GovernedBatch> batches() {
        return plan.applied().stream().map(GovernedBatch::of).toList();
    }
}
