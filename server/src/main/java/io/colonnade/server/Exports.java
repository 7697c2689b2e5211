package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.server.config.ExportsSettings;
import io.colonnade.server.export.Destinations;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.export.ExportService;
import io.colonnade.server.export.ExportSettings;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.LocalDestination;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Makes what exports go through of the configuration. */
final class Exports {
    private Exports() {}

    static ExportCommands commands(
            ExportsSettings settings, QueryPipeline pipeline, AuditLog audit, BufferAllocator allocator) {
        Map<String, Destination> stores = new LinkedHashMap<>();
        for (Map.Entry<String, String> named : settings.destinations().entrySet()) {
            stores.put(named.getKey(), destination(named.getKey(), named.getValue()));
        }
        ExportSettings exports = new ExportSettings(
                settings.timeout(),
                settings.openPartitions(),
                settings.running(),
                settings.approvalExpiry(),
                settings.sweepInterval());
        Destinations destinations = new Destinations(stores);
        Clock clock = Clock.systemUTC();
        ExportService service = new ExportService(pipeline, destinations, exports, allocator, clock);
        return new ExportCommands(pipeline, service, destinations, exports, audit, clock);
    }

    private static Destination destination(String name, String uri) {
        try {
            ExportPath root = ExportPath.parse(uri);
            if (!root.scheme().equals("file")) {
                throw refusal(name, "exports go to folders of this machine only (file:)", null);
            }
            return new LocalDestination(root);
        } catch (ColonnadeException e) {
            throw refusal(name, e.clientMessage(), e);
        } catch (IOException e) {
            throw refusal(name, "there is no such folder, or it cannot be read", e);
        }
    }

    private static ColonnadeException refusal(String name, String why, @Nullable Throwable cause) {
        String message = "Invalid configuration: destinations." + name + ".uri: " + why;
        return cause == null
                ? ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message)
                : ColonnadeException.causedBy(
                        cause, ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message);
    }
}
