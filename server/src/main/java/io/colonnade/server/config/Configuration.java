package io.colonnade.server.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a server is told. Immutable.
 *
 * @param server the doors and their keys
 * @param sources the databases, by the name that projections use
 * @param projections the directory of the projection files
 * @param security who may ask, and what is recorded
 * @param limits what one deployment bears
 * @param local the embedded engine
 * @param exports where files may go
 */
public record Configuration(
        ServerSettings server,
        Map<String, SourceSettings> sources,
        Path projections,
        SecuritySettings security,
        LimitSettings limits,
        LocalSettings local,
        ExportsSettings exports) {
    public Configuration {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /** Creates the configuration of a server whose rows do not leave as files. */
    public Configuration(
            ServerSettings server,
            Map<String, SourceSettings> sources,
            Path projections,
            SecuritySettings security,
            LimitSettings limits,
            LocalSettings local) {
        this(server, sources, projections, security, limits, local, ExportsSettings.to(Map.of()));
    }

    static Configuration of(Values values) {
        Map<String, SourceSettings> sources = new LinkedHashMap<>();
        values.below("sources").forEach(name -> sources.put(name, SourceSettings.of(values.under("sources." + name))));
        return new Configuration(
                ServerSettings.of(values.under("server")),
                sources,
                values.path("projections"),
                SecuritySettings.of(values.under("security")),
                LimitSettings.of(values.under("limits")),
                LocalSettings.of(values.under("local")),
                ExportsSettings.of(values));
    }
}
