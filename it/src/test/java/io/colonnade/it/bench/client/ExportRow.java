package io.colonnade.it.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The row that an export answers when its files are published. */
final class ExportRow implements BodyReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        JsonNode row =
                JSON.readTree(Channels.newInputStream(body).readAllBytes()).path(0);
        long now = System.nanoTime();
        return new Client.Reading(
                row.path("rows").asLong(), now, row.path("bytes").asLong());
    }
}
