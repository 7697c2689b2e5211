package io.colonnade.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.server.client.QueryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.RootAllocator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colonnade whoami}. */
@Command(
        name = "whoami",
        description = "Ask a server who it takes you for, and what you may see of what.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  colonnade whoami --as alice",
            "  colonnade whoami --url grpc+tls://data.example:443 --token \"$TOKEN\" --format json"
        })
final class WhoAmICommand implements Callable<Integer> {
    /** What the report is printed as. */
    enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ServerConnection server = new ServerConnection();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of text, json. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                QueryClient client = server.connect(allocator)) {
            JsonNode report = new ObjectMapper().readTree(client.whoAmI());
            PrintWriter out = spec.commandLine().getOut();
            switch (format) {
                case JSON -> out.println(report.toPrettyString());
                case TEXT -> print(report, out);
            }
            out.flush();
        }
        return 0;
    }

    private static void print(JsonNode report, PrintWriter out) {
        if (report.path("anonymous").asBoolean()) {
            out.println("anonymous");
        } else {
            out.println(report.path("subject").asText()
                    + (report.has("issuer") ? " of " + report.path("issuer").asText() : ""));
            out.println("  authenticated by: " + report.path("authenticated_by").asText()
                    + (report.has("expires")
                            ? ", until " + report.path("expires").asText()
                            : ""));
            out.println("  roles: " + orNone(texts(report.path("roles"))));
            List<String> claims = new ArrayList<>();
            report.path("claims")
                    .fields()
                    .forEachRemaining(claim -> claims.add(claim.getKey() + "=" + plain(claim.getValue())));
            out.println("  claims: " + orNone(claims));
        }
        for (JsonNode projection : report.path("projections")) {
            out.println(projection.path("name").asText() + " "
                    + projection.path("version").asText() + " ("
                    + projection.path("stability").asText() + ")");
            projection.path("batches").forEach(batch -> out.println("  " + line(batch)));
            if (projection.has("export")) {
                out.println("  export: " + projection.path("export"));
            }
        }
    }

    private static String line(JsonNode batch) {
        List<String> masked = new ArrayList<>();
        for (JsonNode column : batch.path("columns")) {
            if (column.has("mask")) {
                masked.add(column.path("name").asText() + " ("
                        + column.path("mask").asText() + ")");
            }
        }
        return batch.path("name").asText() + ": " + rows(batch) + ", "
                + batch.path("columns").size() + " columns"
                + (masked.isEmpty() ? "" : ", masked: " + String.join(", ", masked));
    }

    private static String rows(JsonNode batch) {
        int filters = batch.path("row_filters").asInt();
        List<String> lacking = texts(batch.path("lacks_claims"));
        List<String> needed = texts(batch.path("needs_claims"));
        if (filters == 0) {
            return "all rows";
        }
        if (!lacking.isEmpty()) {
            return "no rows, for want of the claim " + String.join(", ", lacking);
        }
        return "filtered rows" + (needed.isEmpty() ? "" : " by " + String.join(", ", needed));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String plain(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String orNone(List<String> texts) {
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
