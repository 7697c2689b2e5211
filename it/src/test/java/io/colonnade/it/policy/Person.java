package io.colonnade.it.policy;

import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who ask, with what the projections of {@code policy/projections} show to each. */
enum Person {
    /** Sees everything. */
    ADMIN(principal("admin", Set.of("admin"), "north", 99, true), "people", "people@1", "annex", "staff", "directory"),
    /** One tenant's analyst. */
    ALICE(principal("alice", Set.of("analyst"), "north", 5, false), "people", "people@1", "annex", "directory"),
    /** Another tenant's, of a lower level. */
    BOB(principal("bob", Set.of("analyst"), "south", 2, true), "people", "people@1", "annex", "directory"),
    /** Is exempt from some masks and from no filter. */
    SAM(principal("sam", Set.of("support"), "north", 7, true), "people", "people@1", "annex", "directory"),
    /** Has two roles; one is exempt from a filter, from other masks than Sam, and from a grant's secrecy. */
    AUDRA(
            principal("audra", Set.of("analyst", "auditor"), "south", 1, false),
            "people",
            "people@1",
            "annex",
            "staff",
            "directory"),
    /** Has the claims and no role. */
    CAROL(principal("carol", Set.of(), "north", 5, true), "annex", "directory"),
    /** Has a role and claims that fit no row. */
    NOBODYS(principal("nina", Set.of("analyst"), "nowhere", 5, true), "people", "people@1", "annex", "directory"),
    /** Is not logged in. */
    ANONYMOUS(null, "directory");

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final @Nullable Principal principal;
    private final Set<String> projections;

    Person(@Nullable Principal principal, String... projections) {
        this.principal = principal;
        this.projections = Set.of(projections);
    }

    private static Principal principal(String name, Set<String> roles, String tenant, long level, boolean cleared) {
        return new Principal(
                name, roles, Map.of("tenant", tenant, "level", level, "cleared", cleared, "ceiling", 200L));
    }

    /** Returns who this is to the query road; null for whoever is not logged in. */
    @Nullable
    Principal principal() {
        return principal;
    }

    /** Returns the schemas that exist for this person. */
    Set<String> projections() {
        return projections;
    }

    /** Returns a fresh token of the issuer that servers trust; empty for whoever is not logged in. */
    Optional<String> token() {
        return Optional.ofNullable(principal).map(Person::tokenOf);
    }

    /** Returns a fresh token for anybody. */
    static String tokenOf(Principal principal) {
        return new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(principal, LIFETIME);
    }

    /** Returns whether some policy hides something from this person. */
    boolean isLimited() {
        return this != ADMIN;
    }
}
