package io.colonnade.jdbc.url;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Everything that a connection was asked for, checked: where to, as whom, how. Made by the driver from a URL and a
 * host's properties, of which the URL's win. Immutable; never printed, as it holds secrets.
 */
public final class ConnectionSettings {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

    private final DriverUrl url;
    private final Map<ConnectionProperty, String> values;

    private ConnectionSettings(DriverUrl url, Map<ConnectionProperty, String> values) {
        this.url = url;
        this.values = values;
    }

    /** Checks a URL that starts with {@link DriverUrl#PREFIX} and the properties that came with it. */
    public static ConnectionSettings of(String text, Properties properties) throws SQLException {
        ConnectionSettings settings = incomplete(text, properties);
        settings.check();
        return settings;
    }

    /** Reads the same without asking whether a connection could be made: a dialog that is still being filled in. */
    public static ConnectionSettings incomplete(String text, Properties properties) throws SQLException {
        DriverUrl url = DriverUrl.parse(text);
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        for (String key : properties.stringPropertyNames()) {
            values.put(known(key), properties.getProperty(key));
        }
        for (Map.Entry<String, String> parameter : url.parameters().entrySet()) {
            values.put(known(parameter.getKey()), parameter.getValue());
        }
        return new ConnectionSettings(url, values);
    }

    private static ConnectionProperty known(String key) throws SQLException {
        Optional<ConnectionProperty> property = ConnectionProperty.byKey(key);
        if (property.isEmpty()) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid connection property: " + key
                    + NearestName.of(key)
                            .map(name -> " (did you mean " + name + "?)")
                            .orElse(" (the driver has no property of this name)"));
        }
        return property.get();
    }

    private void check() throws SQLException {
        for (Map.Entry<ConnectionProperty, String> entry : values.entrySet()) {
            ConnectionProperty property = entry.getKey();
            if (!property.choices().isEmpty() && !property.choices().contains(lower(entry.getValue()))) {
                throw invalid(property, "one of " + String.join(", ", property.choices()));
            }
        }
        seconds(ConnectionProperty.LOGIN_TIMEOUT);
        seconds(ConnectionProperty.QUERY_TIMEOUT);
        if (prefetch() < 1) {
            throw invalid(ConnectionProperty.PREFETCH, "a whole number from 1");
        }
        if (token().isPresent() && user().isPresent()) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Invalid connection properties: user and token exclude each other; give one of them");
        }
        boolean strayPassword =
                user().isEmpty() && password().filter(text -> !text.isEmpty()).isPresent();
        if (strayPassword || (user().isPresent() && password().isEmpty())) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    "Invalid connection properties: user and password belong together; give both or a token");
        }
    }

    public String host() {
        return url.host();
    }

    public int port() {
        return url.port();
    }

    /** Returns the address without any property, fit for messages and {@code getURL}. */
    public String publicUrl() {
        return url.withoutParameters();
    }

    public Optional<String> user() {
        return value(ConnectionProperty.USER).filter(user -> !user.isEmpty());
    }

    public Optional<String> password() {
        return value(ConnectionProperty.PASSWORD);
    }

    public Optional<String> token() {
        return value(ConnectionProperty.TOKEN).filter(token -> !token.isEmpty());
    }

    public boolean tls() {
        return value(ConnectionProperty.TLS)
                .map(text -> Boolean.parseBoolean(lower(text)))
                .orElseGet(() -> !LOOPBACK.matcher(lower(host())).matches());
    }

    public Optional<String> trustCertificates() {
        return value(ConnectionProperty.TRUST_CERTIFICATES);
    }

    public Optional<String> schema() {
        return value(ConnectionProperty.SCHEMA).filter(name -> !name.isEmpty()).or(url::schema);
    }

    public Duration loginTimeout() throws SQLException {
        return seconds(ConnectionProperty.LOGIN_TIMEOUT);
    }

    public Duration queryTimeout() throws SQLException {
        return seconds(ConnectionProperty.QUERY_TIMEOUT);
    }

    public int prefetch() throws SQLException {
        return number(ConnectionProperty.PREFETCH);
    }

    public Optional<String> applicationName() {
        return value(ConnectionProperty.APPLICATION_NAME);
    }

    /** Returns what was given for a property, or its default. */
    public Optional<String> value(ConnectionProperty property) {
        return Optional.ofNullable(values.getOrDefault(property, property.defaultValue()));
    }

    private Duration seconds(ConnectionProperty property) throws SQLException {
        return Duration.ofSeconds(number(property));
    }

    private int number(ConnectionProperty property) throws SQLException {
        String text = value(property).orElse("0").trim();
        if (!text.matches("\\d{1,9}")) {
            throw invalid(property, "a whole number from 0");
        }
        return Integer.parseInt(text);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private SQLException invalid(ConnectionProperty property, String rule) {
        return SqlState.INVALID_PARAMETER.exception("Invalid connection property " + property.key() + ": "
                + value(property).orElse("") + " (must be " + rule + ")");
    }
}
