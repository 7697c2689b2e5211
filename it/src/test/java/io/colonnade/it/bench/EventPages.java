package io.colonnade.it.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests for pages of events. The cursors are those that the server hands out to somebody who walks there from the first
 * row, in pages that are larger.
 */
final class EventPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STRIDE = 10_000;
    private static final int ROWS = BenchmarkCase.PAGE_ROWS;
    private static final String ADDRESS = "/v1/journal/events?order=moment.desc.nullslast,category.asc.nullsfirst";
    private static final Pattern NEXT = Pattern.compile("[?&]after=([^&>]+)[^>]*>; *rel=\"?next");
    private static final String OPERATION = """
            query ($first: Int, $after: String, $last: Int, $before: String) {
              journalEventsConnection(first: $first, after: $after, last: $last, before: $before,
                  orderBy: [{moment: DESC_NULLS_LAST}, {category: ASC_NULLS_FIRST}]) {
                edges { node { id moment category amount note } }
                pageInfo { endCursor hasNextPage }
              }
            }""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchServer server;
    private final String middle;
    private final String last;
    private final String second;

    private EventPages(BenchServer server, long rows) throws IOException, InterruptedException {
        this.server = server;
        this.second = behind("", ROWS + 1);
        this.middle = behind("", rows / 2);
        this.last = behind(middle, rows - rows / 2 - ROWS);
    }

    static EventPages walk(BenchServer server, long rows) throws IOException, InterruptedException {
        return new EventPages(server, rows);
    }

    /** Returns the cursor that lies so many rows behind another one. */
    private String behind(String start, long rows) throws IOException, InterruptedException {
        String cursor = start;
        for (long left = rows; left > 0; left -= STRIDE) {
            String after = cursor.isEmpty() ? "" : "&after=" + cursor;
            cursor = next(ADDRESS + "&select=id&first=" + Math.min(left, STRIDE) + after);
        }
        return cursor;
    }

    private String next(String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + target))
                .header("Authorization", "Bearer " + BenchServer.token(Subject.COLONNADE))
                .build();
        HttpResponse<byte[]> page = http.send(request, BodyHandlers.ofByteArray());
        Matcher next = NEXT.matcher(String.join(", ", page.headers().allValues("Link")));
        if (!next.find()) {
            throw new IOException("there is no next page; the server answers " + page.statusCode());
        }
        return next.group(1);
    }

    /** Returns what a client is to ask: an address, or an operation as it is posted. */
    String request(Subject subject, boolean graphQl) throws JsonProcessingException {
        Map<String, Object> page = page(subject);
        if (graphQl) {
            page.computeIfPresent("after", EventPages::plain);
            page.computeIfPresent("before", EventPages::plain);
            return JSON.writeValueAsString(Map.of("query", OPERATION, "variables", page));
        }
        StringBuilder address = new StringBuilder(ADDRESS);
        page.forEach(
                (name, value) -> address.append('&').append(name).append('=').append(value));
        return address.toString();
    }

    private static Object plain(String name, Object cursor) {
        return URLDecoder.decode(cursor.toString(), StandardCharsets.UTF_8);
    }

    private Map<String, Object> page(Subject subject) {
        Map<String, Object> page = new LinkedHashMap<>();
        switch (subject) {
            case PAGE_MIDDLE -> page.put("after", middle);
            case PAGE_LAST -> page.put("after", last);
            case PAGE_LAST_BACKWARD -> page.put("before", second);
            default -> {
                // The first of its direction needs no cursor.
            }
        }
        boolean backward = subject == Subject.PAGE_1_BACKWARD || subject == Subject.PAGE_LAST_BACKWARD;
        page.put(backward ? "last" : "first", ROWS);
        return page;
    }
}
