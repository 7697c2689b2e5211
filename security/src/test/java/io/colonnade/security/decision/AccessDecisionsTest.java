package io.colonnade.security.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.decision.Decision.Denied;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessDecisionsTest {
    private static final RowFilter REGION = new RowFilter("orders", "region = {context.region}", Set.of("admin"));
    private static final RowFilter OPEN = new RowFilter("orders", "status = 'O'", Set.of("admin", "support"));
    private static final ColumnMask REDACT = new ColumnMask.Redact();
    private static final ColumnMask HASH = new ColumnMask.Hash();

    private final AccessDecisions decisions = new AccessDecisions();

    @ParameterizedTest(name = "authentication {0}, allow {1}, roles {2}: {3}")
    @CsvSource({
        "true,  '',      (anonymous), false",
        "true,  analyst, (anonymous), false",
        "false, '',      (anonymous), true",
        "false, analyst, (anonymous), false",
        "true,  '',      '',          true",
        "true,  analyst, '',          false",
        "true,  analyst, support,     false",
        "true,  analyst, ANALYST,     false",
        "true,  analyst, analyst,     true",
        "false, analyst, analyst,     true",
        "false, analyst, '',          false",
    })
    void aProjectionExistsOnlyForThoseWhoMaySeeIt(
            boolean requiresAuthentication, String allow, String roles, boolean expected) {
        ProjectionPolicy policy =
                new ProjectionPolicy("sales", new Grant(requiresAuthentication, words(allow)), List.of(), List.of());
        Optional<Principal> principal =
                roles.equals("(anonymous)") ? Optional.empty() : Optional.of(principal(words(roles)));
        assertThat(decisions.decide(principal, policy)).isInstanceOf(expected ? Allowed.class : Denied.class);
    }

    @Test
    void everyFilterAndMaskAppliesToSomebodyWithoutAnExemptRole() {
        BatchRules rules = rulesFor(Set.of("analyst"));
        assertThat(rules.filters()).containsExactly(REGION, OPEN);
        assertThat(rules.masks()).isEqualTo(Map.of("clerk", REDACT, "comment", HASH));
    }

    @Test
    void anExemptRoleLiftsWhatNamesItAndNothingElse() {
        BatchRules support = rulesFor(Set.of("support"));
        assertThat(support.filters()).containsExactly(REGION);
        assertThat(support.masks()).isEqualTo(Map.of("comment", HASH));
        assertThat(rulesFor(Set.of("admin"))).isEqualTo(new BatchRules(List.of(), Map.of("comment", HASH)));
    }

    @Test
    void anAnonymousCallerIsExemptFromNothing() {
        assertThat(allowed(Optional.empty()).rules("orders").filters()).hasSize(2);
        assertThat(allowed(Optional.empty()).rules("orders").masks()).hasSize(2);
    }

    @Test
    void rulesOfOneBatchDoNotTouchAnother() {
        assertThat(allowed(Optional.of(principal(Set.of()))).rules("customers")).isEqualTo(BatchRules.NONE);
    }

    @Test
    void decisionsOfEqualRolesAreEqualWhateverTheClaims() {
        Principal europe = new Principal("alice", Set.of("analyst"), Map.of("region", "EUROPE"));
        Principal asia = new Principal("bob", Set.of("analyst"), Map.of("region", "ASIA"));
        assertThat(allowed(Optional.of(europe))).isEqualTo(allowed(Optional.of(asia)));
        assertThat(allowed(Optional.of(europe))).isNotEqualTo(allowed(Optional.of(principal(Set.of("admin")))));
    }

    private BatchRules rulesFor(Set<String> roles) {
        return allowed(Optional.of(principal(roles))).rules("orders");
    }

    private Allowed allowed(Optional<Principal> principal) {
        ProjectionPolicy policy = new ProjectionPolicy(
                "sales",
                new Grant(false, Set.of()),
                List.of(REGION, OPEN),
                List.of(
                        new MaskRule("orders", "clerk", REDACT, Set.of("admin", "support")),
                        new MaskRule("orders", "comment", HASH, Set.of())));
        return (Allowed) decisions.decide(principal, policy);
    }

    private static Principal principal(Set<String> roles) {
        return new Principal("somebody", roles, Map.of());
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
