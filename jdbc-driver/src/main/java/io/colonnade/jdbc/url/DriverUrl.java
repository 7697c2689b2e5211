package io.colonnade.jdbc.url;

import io.colonnade.jdbc.error.SqlState;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code jdbc:colonnade://host[:port][/schema][?property=value&…]}, taken apart and percent-decoded. Immutable. */
public final class DriverUrl {
    public static final String PREFIX = "jdbc:colonnade:";
    public static final int DEFAULT_PORT = 50051;

    private final String host;
    private final int port;
    private final String schema;
    private final Map<String, String> parameters;

    private DriverUrl(String host, int port, String schema, Map<String, String> parameters) {
        this.host = host;
        this.port = port;
        this.schema = schema;
        this.parameters = parameters;
    }

    static DriverUrl parse(String text) throws SQLException {
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        URI uri = uri(address);
        String host = uri.getHost();
        if (host == null) {
            throw invalid(address, "the host is missing");
        }
        String schema = uri.getPath().startsWith("/") ? uri.getPath().substring(1) : uri.getPath();
        if (schema.indexOf('/') >= 0) {
            throw invalid(address, "the path is one schema name");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65535) {
            throw invalid(address, "the port is between 1 and 65535");
        }
        return new DriverUrl(host, port, schema, parameters(question < 0 ? "" : text.substring(question + 1)));
    }

    private static URI uri(String address) throws SQLException {
        try {
            URI uri = new URI("colonnade:" + address.substring(PREFIX.length()));
            if (uri.isOpaque() || uri.getUserInfo() != null || uri.getFragment() != null || uri.getPath() == null) {
                throw invalid(address, "user and password are properties");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw invalid(address, e.getReason());
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        // A plus sign is itself here, as everywhere outside of HTML forms: tokens and passwords contain it.
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static SQLException invalid(String address, String rule) {
        // What stands before an @ may be a password.
        String shown = address.indexOf('@') < 0 ? address : "the part before any '?'";
        return SqlState.INVALID_PARAMETER.exception("Invalid JDBC URL: " + shown + " (" + rule + "; expected " + PREFIX
                + "//host[:port][/schema][?property=value&...])");
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Optional<String> schema() {
        return Optional.of(schema).filter(name -> !name.isEmpty());
    }

    Map<String, String> parameters() {
        return parameters;
    }

    String withoutParameters() {
        return PREFIX + "//" + host + ":" + port + "/" + schema;
    }
}
