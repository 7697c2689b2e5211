package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
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

    static ExportCommands commands(ExportsSettings settings, QueryPipeline pipeline, BufferAllocator allocator) {
        Map<String, Destination> destinations = new LinkedHashMap<>();
        for (Map.Entry<String, String> named : settings.destinations().entrySet()) {
            destinations.put(named.getKey(), destination(named.getKey(), named.getValue()));
        }
        ExportSettings service = new ExportSettings(settings.timeout(), settings.openPartitions());
        return new ExportCommands(
                pipeline,
                new ExportService(pipeline, new Destinations(destinations), service, allocator, Clock.systemUTC()));
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
