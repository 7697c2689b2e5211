package io.colonnade.server.policytest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.server.client.ClientCredentials;
import io.colonnade.server.client.QueryClient;
import io.colonnade.server.format.RowTexts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.arrow.memory.RootAllocator;

/** A running server, asked through its Flight SQL door with real credentials: the roles and claims of the file do not matter. */
public final class ServerAccess implements PolicyAccess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Function<Asker, ClientCredentials> credentials;
    private final RootAllocator allocator = new RootAllocator();
    private final Map<Asker, QueryClient> clients = new LinkedHashMap<>();

    /**
     * Creates an access; it connects when it is first asked.
     *
     * @param url the server's Flight address
     * @param credentials what somebody proves themselves with
     */
    public ServerAccess(String url, Function<Asker, ClientCredentials> credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    @Override
    public void query(Asker asker, String sql, RowSink sink) throws IOException {
        client(asker).query(sql, root -> {
            RowTexts texts = new RowTexts(root, sink::row);
            sink.columns(texts.columns());
            return texts;
        });
    }

    @Override
    public Set<String> tables(Asker asker) throws IOException {
        Set<String> tables = new TreeSet<>();
        for (JsonNode projection : JSON.readTree(client(asker).whoAmI()).path("projections")) {
            for (JsonNode batch : projection.path("batches")) {
                tables.add(projection.path("name").asText() + "."
                        + batch.path("name").asText());
            }
        }
        return tables;
    }

    /** One login a person: many tests ask as the same few. */
    private QueryClient client(Asker asker) {
        QueryClient known = clients.get(asker);
        if (known == null) {
            known = QueryClient.connect(url, credentials.apply(asker), allocator);
            clients.put(asker, known);
        }
        return known;
    }

    @Override
    public void close() {
        clients.values().forEach(QueryClient::close);
        allocator.close();
    }
}
