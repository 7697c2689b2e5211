package io.colonnade.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * An OpenAPI description as a page to read: made here, without scripts and without anything from elsewhere, so that its browser needs
 * to run and to load nothing. Used by one thread.
 */
public final class ApiPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
            h1,h2{line-height:1.2}code{font-family:ui-monospace,monospace}
            details{border:1px solid #ccc;border-radius:6px;margin:.5rem 0;padding:.5rem 1rem}
            summary{cursor:pointer;overflow-wrap:anywhere}b.m{display:inline-block;min-width:4rem}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-top:1px solid #eee}
            .old{text-decoration:line-through}
            @media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}td,th{border-color:#333}details{border-color:#444}a{color:#8bf}}
            """;

    /** What the browser is to let the page do: to be styled by its own style, and no more. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(Hashing.sha256()
                            .hashString(STYLE, StandardCharsets.UTF_8)
                            .asBytes())
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StringBuilder html = new StringBuilder();

    private ApiPage() {}

    /**
     * Makes the page.
     *
     * @param document as {@link OpenApiDocument} makes it
     * @param login where the reader may log in; empty if they have
     */
    public static String of(ObjectNode document, String login) {
        ApiPage page = new ApiPage();
        page.head(document.path("info"), login);
        document.path("paths").fields().forEachRemaining(path -> page.path(path.getKey(), path.getValue()));
        page.schemas(document.path("components").path("schemas"));
        return page.html.append("</body></html>\n").toString();
    }

    private void head(JsonNode info, String login) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width\"><title>Colonnade</title><style>");
        html.append(STYLE).append("</style></head><body><h1>");
        text(info.path("title").asText() + " " + info.path("version").asText());
        html.append("</h1><p>");
        text(info.path("description").asText());
        html.append(". The same for machines: <a href=\"/openapi.json\">openapi.json</a>.</p>");
        if (!login.isEmpty()) {
            html.append("<p>You have not logged in. <a href=\"").append(login).append("\">Log in</a> to see more.</p>");
        }
        html.append("<h2>Paths</h2>\n");
    }

    private void path(String path, JsonNode item) {
        item.fields().forEachRemaining(entry -> {
            if (entry.getValue().isObject()) {
                operation(entry.getKey().toUpperCase(Locale.ROOT), path, entry.getValue());
            }
        });
    }

    private void operation(String method, String path, JsonNode operation) {
        html.append("<details><summary><b class=\"m\">");
        text(method);
        html.append("</b><code").append(operation.path("deprecated").asBoolean() ? " class=\"old\">" : ">");
        text(path);
        html.append("</code> ");
        text(operation.path("summary").asText());
        html.append("</summary><p>");
        text(operation.path("description").asText());
        html.append("</p><table>");
        operation
                .path("parameters")
                .forEach(parameter -> row(
                        parameter.path("name").asText(),
                        "",
                        parameter.path("description").asText()));
        html.append("</table></details>\n");
    }

    private void schemas(JsonNode schemas) {
        html.append("<h2>Schemas</h2>\n");
        schemas.fields().forEachRemaining(schema -> {
            html.append("<details><summary><code>");
            text(schema.getKey());
            html.append("</code></summary><table>");
            schema.getValue()
                    .path("properties")
                    .fields()
                    .forEachRemaining(member -> row(
                            member.getKey(),
                            type(member.getValue()),
                            member.getValue().path("description").asText()));
            html.append("</table></details>\n");
        });
    }

    private static String type(JsonNode member) {
        if (member.has("$ref")) {
            String reference = member.path("$ref").asText();
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        JsonNode type = member.path("type");
        return type.isArray() ? type.toString().replaceAll("[\\[\\]\"]", "").replace(",", ", ") : type.asText();
    }

    private void row(String name, String type, String description) {
        html.append("<tr><td><code>");
        text(name);
        html.append("</code></td><td>");
        text(type);
        html.append("</td><td>");
        text(description);
        html.append("</td></tr>");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(unit);
            }
        }
    }
}
