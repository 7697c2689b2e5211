package io.colonnade.server;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.query.policy.RowFilterCompiler;
import io.colonnade.server.config.Configuration;
import io.colonnade.source.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sources of a deployment and the contracts over them: all that {@code colonnade check} needs, and the ground that a
 * server stands on. Thread-safe; closing it closes the sources.
 */
public final class Deployment implements AutoCloseable {
    private final Map<String, Source> sources;
    private final Contracts contracts;
    private final Closing closing;

    private Deployment(Map<String, Source> sources, Contracts contracts, Closing closing) {
        this.sources = Collections.unmodifiableMap(sources);
        this.contracts = contracts;
        this.closing = closing;
    }

    /**
     * Looks over the keys, the issuers and the users, connects to the sources and compiles the projections against them.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION with everything that is wrong
     */
    public static Deployment open(Configuration configuration) {
        Authentication.check(configuration);
        SealKeys.box(configuration.server());
        Closing closing = new Closing();
        try {
            Map<String, Source> sources = new LinkedHashMap<>();
            configuration
                    .sources()
                    .forEach((name, settings) -> sources.put(name, closing.add(Sources.open(name, settings))));
            RowFilterCompiler filters = new RowFilterCompiler();
            Contracts contracts = new ProjectionCompiler(
                            (projection, batch, filter) -> filters.check(batch, filter),
                            configuration.security().maskKeys()::check)
                    .compile(configuration.projections(), sources);
            return new Deployment(sources, contracts, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** Returns the sources by the names that projections use. */
    public Map<String, Source> sources() {
        return sources;
    }

    /** Returns the checked projections. */
    public Contracts contracts() {
        return contracts;
    }

    @Override
    public void close() {
        closing.close();
    }
}
