package io.colonnade.query.execute;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.policy.ContextParameter;
import io.colonnade.query.pushdown.SplitScan;
import io.colonnade.security.identity.Principal;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.Scan;
import io.colonnade.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that one caller brings to a plan: their parameters, then the claims that its row filters compare with.
 * Immutable.
 */
final class BoundValues {
    private final List<Parameter> values;

    private BoundValues(List<Parameter> values) {
        this.values = List.copyOf(values);
    }

    /**
     * Binds a caller's values.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if there are too few or too many or one does not fit its type,
     *     PERMISSION_DENIED if the caller lacks a claim
     */
    static BoundValues bind(ExecutionPlan plan, List<@Nullable Object> given, @Nullable Principal principal) {
        if (given.size() != plan.parameters().size()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot run the query: it takes " + plan.parameters().size() + " parameters and got "
                            + given.size());
        }
        List<Parameter> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            ColumnType type = plan.parameters().get(i);
            values.add(new Parameter(type, ValueCoercion.coerce(given.get(i), type, "parameter $" + (i + 1))));
        }
        for (ContextParameter claim : plan.context()) {
            values.add(claim(claim, principal));
        }
        return new BoundValues(values);
    }

    /** Fails if the caller lacks a claim that the plan compares with. */
    static void checkClaims(ExecutionPlan plan, @Nullable Principal principal) {
        for (ContextParameter claim : plan.context()) {
            claim(claim, principal);
        }
    }

    private static Parameter claim(ContextParameter claim, @Nullable Principal principal) {
        Object value = principal == null ? null : principal.claims().get(claim.claim());
        if (value == null) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot read the data: your identity carries no claim '" + claim.claim()
                            + "', which its row filter needs; ask whoever issues your identity");
        }
        return new Parameter(claim.type(), ValueCoercion.coerce(value, claim.type(), "claim '" + claim.claim() + "'"));
    }

    /** Returns a step's statement with the values of its placeholders. */
    SourceStatement statement(SourceStep step) {
        Scan scan = step.splitting()
                .map(split -> new Scan(
                        split.table(), split.sql().text(), inOrder(split.sql().parameters())))
                .orElse(null);
        return new SourceStatement(step.sql().text(), inOrder(step.sql().parameters()), step.columns(), scan);
    }

    /** Returns the values for the placeholders of one statement. */
    List<Parameter> inOrder(List<Integer> numbers) {
        return numbers.stream().map(this::value).toList();
    }

    private Parameter value(int number) {
        return switch (number) {
            case SplitScan.LOWER -> Scan.LOWER;
            case SplitScan.UPPER -> Scan.UPPER;
            default -> values.get(number);
        };
    }
}
