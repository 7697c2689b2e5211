package io.colonnade.server.cli;

import io.colonnade.server.client.QueryClient;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which server is asked, and by whom. */
final class ServerConnection {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "grpc://localhost:50051",
            description = "Address of the server. Default: ${DEFAULT-VALUE}")
    private String url = "";

    @ArgGroup
    private @Nullable ClientIdentity identity;

    /** Connects; the caller closes the client, then the allocator. */
    QueryClient connect(BufferAllocator allocator) {
        return QueryClient.connect(url, ClientIdentity.credentials(identity), allocator);
    }
}
