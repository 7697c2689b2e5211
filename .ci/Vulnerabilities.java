import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the OSV database (osv.dev) for known vulnerabilities of everything that bills of materials name. Run by
 * {@code .ci/vulnerabilities}. Ends with 0 if none is known, 1 if some are, and 3 if the database cannot be asked: then nothing
 * is known, which is no pass.
 */
final class Vulnerabilities {
    private static final URI DATABASE = URI.create("https://api.osv.dev/v1/querybatch");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] files) throws IOException, InterruptedException {
        List<String> libraries = new ArrayList<>(libraries(files));
        if (libraries.isEmpty()) {
            System.out.println("vulnerabilities: NOT RUN: the bills of materials name no library");
            System.exit(3);
        }
        JsonNode results;
        try {
            results = ask(libraries);
        } catch (IOException unreachable) {
            System.out.println("vulnerabilities: NOT RUN: " + DATABASE.getHost() + " cannot be asked ("
                    + unreachable.getClass().getSimpleName() + "); nothing is known of " + libraries.size()
                    + " libraries");
            System.exit(3);
            return;
        }
        System.exit(report(libraries, results));
    }

    private static Set<String> libraries(String[] files) throws IOException {
        Set<String> libraries = new LinkedHashSet<>();
        for (String file : files) {
            for (JsonNode component : JSON.readTree(Path.of(file).toFile()).path("components")) {
                String url = component.path("purl").asText();
                if (!url.isEmpty() && !component.path("group").asText().equals("io.colonnade")) {
                    libraries.add(url.replaceFirst("\\?.*", ""));
                }
            }
        }
        return libraries;
    }

    private static JsonNode ask(List<String> libraries) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode queries = body.putArray("queries");
        libraries.forEach(url -> queries.addObject().putObject("package").put("purl", url));
        HttpRequest request = HttpRequest.newBuilder(DATABASE)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode results = response.statusCode() == 200 ? JSON.readTree(response.body()).path("results") : JSON.nullNode();
        if (results.size() != libraries.size()) {
            throw new IOException("status " + response.statusCode());
        }
        return results;
    }

    private static int report(List<String> libraries, JsonNode results) {
        int vulnerable = 0;
        for (int i = 0; i < libraries.size(); i++) {
            List<String> known = new ArrayList<>();
            results.get(i).path("vulns").forEach(each -> known.add(each.path("id").asText()));
            if (!known.isEmpty()) {
                vulnerable++;
                System.out.println("  " + libraries.get(i) + ": " + String.join(", ", known));
            }
        }
        System.out.println("vulnerabilities: " + vulnerable + " of " + libraries.size() + " libraries have known ones");
        return vulnerable == 0 ? 0 : 1;
    }
}
