package io.colonnade.jdbc.url;

import io.colonnade.jdbc.error.SqlState;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code jdbc:colonnade://host[:port][,host[:port]…][/schema][?property=value&…]}, taken apart and percent-decoded. Immutable. */
public final class DriverUrl {
    public static final String PREFIX = "jdbc:colonnade:";
    public static final int DEFAULT_PORT = 50051;

    private final List<HostAddress> hosts;
    private final String schema;
    private final Map<String, String> parameters;

    private DriverUrl(List<HostAddress> hosts, String schema, Map<String, String> parameters) {
        this.hosts = List.copyOf(hosts);
        this.schema = schema;
        this.parameters = parameters;
    }

    static DriverUrl parse(String text) throws SQLException {
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        String rest = address.substring(PREFIX.length());
        if (!rest.startsWith("//")) {
            throw invalid(address, "the host is missing");
        }
        int slash = rest.indexOf('/', 2);
        String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
        List<HostAddress> hosts = new ArrayList<>();
        for (String host : authority.split(",", -1)) {
            hosts.add(host(address, host));
        }
        String schema = slash < 0 ? "" : path(address, rest.substring(slash));
        return new DriverUrl(hosts, schema, parameters(question < 0 ? "" : text.substring(question + 1)));
    }

    private static HostAddress host(String address, String text) throws SQLException {
        URI uri = uri(address, text);
        if (uri.getHost() == null) {
            throw invalid(address, "the host is missing");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65535) {
            throw invalid(address, "the port is between 1 and 65535");
        }
        return new HostAddress(uri.getHost(), port);
    }

    private static String path(String address, String text) throws SQLException {
        String schema = uri(address, "host" + text).getPath().substring(1);
        if (schema.indexOf('/') >= 0) {
            throw invalid(address, "the path is one schema name");
        }
        return schema;
    }

    private static URI uri(String address, String text) throws SQLException {
        try {
            URI uri = new URI("colonnade://" + text);
            if (uri.getRawUserInfo() != null || text.indexOf('@') >= 0 || uri.getFragment() != null) {
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
                + "//host[:port][,host[:port]...][/schema][?property=value&...])");
    }

    List<HostAddress> hosts() {
        return hosts;
    }

    Optional<String> schema() {
        return Optional.of(schema).filter(name -> !name.isEmpty());
    }

    Map<String, String> parameters() {
        return parameters;
    }

    String withoutParameters() {
        return PREFIX + "//" + hosts.stream().map(HostAddress::toString).collect(Collectors.joining(",")) + "/"
                + schema;
    }
}
