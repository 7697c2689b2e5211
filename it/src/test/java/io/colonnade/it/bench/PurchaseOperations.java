package io.colonnade.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.bench.client.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** The same questions about purchases and their items in the words of both schemas, and that their answers are the same. */
final class PurchaseOperations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COMPARED = List.of("1", "2", "1000");

    private static final String ROW = " store customer status total placedOn";
    private static final String ITEM = "{ id: line product quantity price sentOn }";

    private PurchaseOperations() {}

    /** Returns what a subject is asked, as it is posted, with {@link Request#KEY} where the key stands. */
    static String of(Subject subject, boolean onePurchase) throws IOException {
        String query = subject == Subject.COLONNADE_GRAPHQL ? ours(onePurchase) : theirs(onePurchase);
        String body = JSON.writeValueAsString(
                Map.of("query", query, "variables", Map.of(onePurchase ? "id" : "store", Request.KEY)));
        return onePurchase ? body : body.replace("\"" + Request.KEY + "\"", Request.KEY);
    }

    private static String ours(boolean onePurchase) {
        String fields = " { id" + ROW + " items " + ITEM + " } }";
        return onePurchase
                ? "query ($id: Int64!) { order: shopPurchasesByKey(id: $id)" + fields
                : "query ($store: Int!) { orders: shopPurchases(where: {store: {eq: $store}}, orderBy: [{id: ASC}])"
                        + fields;
    }

    private static String theirs(boolean onePurchase) {
        String fields = " { id: rowId" + ROW + " items: itemsByPurchaseIdList " + ITEM + " } }";
        return onePurchase
                ? "query ($id: BigInt!) { order: purchaseByRowId(rowId: $id)" + fields
                : "query ($store: Int!) { orders: allPurchasesList(condition: {store: $store})" + fields;
    }

    /**
     * Asks both the same.
     *
     * @throws IllegalStateException if they answer differently
     */
    static void compare(int ours, String token, int theirs, boolean onePurchase)
            throws IOException, InterruptedException {
        for (String key : onePurchase ? COMPARED : COMPARED.subList(0, 1)) {
            JsonNode our =
                    ask(ours, token, of(Subject.COLONNADE_GRAPHQL, onePurchase).replace(Request.KEY, key));
            JsonNode their =
                    ask(theirs, "", of(Subject.POSTGRAPHILE, onePurchase).replace(Request.KEY, key));
            if (!our.equals(their) || our.path(onePurchase ? "order" : "orders").isEmpty()) {
                throw new IllegalStateException(
                        "Cannot compare answers that differ: " + start(our) + " and " + start(their));
            }
        }
    }

    private static String start(JsonNode answer) {
        String text = answer.toString();
        return text.substring(0, Math.min(1_000, text.length()));
    }

    private static JsonNode ask(int port, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        JsonNode answer = JSON.readTree(HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body());
        if (answer.has("errors")) {
            throw new IOException("the answer has errors: " + answer.get("errors"));
        }
        return answer.path("data");
    }
}
