package io.colonnade.query.execute;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.security.identity.Principal;
import io.colonnade.source.PageRange;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan with the values of one caller in it, for its whole result or a part of it. Immutable. */
public final class BoundPlan {
    private final ExecutionPlan plan;
    private final BoundValues values;
    private final @Nullable PageRange pages;

    private BoundPlan(ExecutionPlan plan, BoundValues values, @Nullable PageRange pages) {
        this.plan = plan;
        this.values = values;
        this.pages = pages;
    }

    /**
     * Binds a caller's values.
     *
     * @param parameters the caller's values, in order
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT if there are too few or too many or one does not fit
     *     its type, PERMISSION_DENIED if the caller lacks a claim
     */
    public static BoundPlan of(ExecutionPlan plan, List<@Nullable Object> parameters, @Nullable Principal principal) {
        return new BoundPlan(plan, BoundValues.bind(plan, parameters, principal), null);
    }

    /** Returns the plan for a part of its result. */
    public BoundPlan part(PageRange range) {
        return new BoundPlan(plan, values, range);
    }

    /**
     * Returns what tells a plan and its values from any other whose parts are other rows; empty if the result is read as a
     * whole only.
     */
    public Optional<String> splitFingerprint() {
        return splittable().flatMap(SourceStatement::splitting).map(this::fingerprint);
    }

    private String fingerprint(Scan scan) {
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, plan.schema().toJson());
        put(hasher, plan.outputs().toString());
        put(hasher, scan.table());
        put(hasher, scan.sql());
        for (Parameter parameter : scan.parameters()) {
            put(hasher, parameter.type().toString());
            put(hasher, Arrays.deepToString(new @Nullable Object[] {parameter.value()}));
        }
        return hasher.hash().toString();
    }

    private static void put(Hasher hasher, String text) {
        hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_16LE);
    }

    /** Returns the one statement of a plan whose result may be read in parts. */
    Optional<SourceStatement> splittable() {
        return plan.step() instanceof SourceStep step && step.splitting().isPresent()
                ? Optional.of(values.statement(step))
                : Optional.empty();
    }

    /** Returns a step's statement with the caller's values. */
    SourceStatement statement(SourceStep step) {
        SourceStatement whole = values.statement(step);
        return pages == null ? whole : whole.part(pages);
    }

    ExecutionPlan plan() {
        return plan;
    }

    BoundValues values() {
        return values;
    }
}
