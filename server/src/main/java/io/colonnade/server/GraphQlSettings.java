package io.colonnade.server;

import io.colonnade.server.config.LimitSettings;
import io.colonnade.server.graphql.GraphQlLimits;

/** From the configuration to what one operation of GraphQL may be. */
final class GraphQlSettings {
    private GraphQlSettings() {}

    static GraphQlLimits of(LimitSettings.GraphQl limits) {
        return new GraphQlLimits(
                limits.tokens(),
                limits.fields(),
                limits.depth(),
                limits.aliases(),
                limits.rootFields(),
                limits.hops(),
                limits.levels(),
                limits.cost());
    }
}
