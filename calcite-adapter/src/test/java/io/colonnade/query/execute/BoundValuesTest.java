package io.colonnade.query.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.security.identity.Principal;
import io.colonnade.source.SourceStatement.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's values in a plan's order. */
final class BoundValuesTest {
    private static final Principal NO_CLAIM = new Principal("eve", Set.of("analyst"), Map.of());
    private static final ExecutionPlan PLAN =
            GovernedRoad.plan(GovernedRoad.LIMITED, "select id from people where id > ? and city = ?");

    @Test
    void claimsFollowTheParameters() {
        List<Parameter> values = BoundValues.bind(PLAN, List.of(5L, "Rome"), GovernedRoad.LIMITED)
                .inOrder(List.of(2, 0, 1, 0));
        assertThat(values).extracting(Parameter::value).containsExactly(7, 5, "Rome", 5);
    }

    @Test
    void nullIsAValue() {
        List<Parameter> values = BoundValues.bind(PLAN, Arrays.asList(null, null), GovernedRoad.LIMITED)
                .inOrder(List.of(0, 1));
        assertThat(values).extracting(Parameter::value).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void tooFewOrTooManyParametersAreCounted(int given) {
        List<Object> values = List.<Object>of(1, "Rome", 3).subList(0, given);
        refused(
                () -> BoundValues.bind(PLAN, values, GovernedRoad.LIMITED),
                ErrorKind.INVALID_ARGUMENT,
                "it takes 2 parameters and got " + given);
    }

    @Test
    void aValueThatDoesNotFitIsNamedByItsPlaceAndNotShown() {
        assertThatThrownBy(() -> BoundValues.bind(PLAN, List.of("sesame", "Rome"), GovernedRoad.LIMITED))
                .hasMessageContaining("parameter $1")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aMissingClaimIsNamed() {
        refused(
                () -> BoundValues.bind(PLAN, List.of(1, "Rome"), NO_CLAIM),
                ErrorKind.PERMISSION_DENIED,
                "no claim 'tenant'");
        refused(() -> BoundValues.checkClaims(PLAN, NO_CLAIM), ErrorKind.PERMISSION_DENIED, "no claim 'tenant'");
    }

    @Test
    void anonymousCallersCarryNoClaims() {
        refused(() -> BoundValues.checkClaims(PLAN, null), ErrorKind.PERMISSION_DENIED, "no claim 'tenant'");
    }

    @Test
    void aClaimThatDoesNotFitIsNamedAndNotShown() {
        Principal odd = new Principal("eve", Set.of("analyst"), Map.of("tenant", "sesame"));
        assertThatThrownBy(() -> BoundValues.checkClaims(PLAN, odd))
                .hasMessageContaining("claim 'tenant'")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void whomNoFilterLimitsNeedsNoClaim() {
        ExecutionPlan open = GovernedRoad.plan(GovernedRoad.OPEN, "select id from people");
        BoundValues.checkClaims(open, GovernedRoad.OPEN);
        assertThat(BoundValues.bind(open, List.of(), GovernedRoad.OPEN).inOrder(List.of()))
                .isEmpty();
    }

    private static void refused(ThrowingCallable action, ErrorKind kind, String why) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(why);
    }
}
