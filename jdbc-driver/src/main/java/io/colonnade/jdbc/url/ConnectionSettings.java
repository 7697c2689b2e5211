package io.colonnade.jdbc.url;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Everything that a connection was asked for, checked: where to, as whom, how. Made by the driver from a URL and a
 * host's properties, of which the URL's win. Immutable; never printed, as it holds secrets.
 */
public final class ConnectionSettings {
    private static final int MOST_ENDPOINTS = 64;
    private static final int MOST_PREFETCH = 64;

    private final DriverUrl url;
    private final Map<ConnectionProperty, String> values;
    private final ExtraHeaders headers;

    private ConnectionSettings(DriverUrl url, Map<ConnectionProperty, String> values, ExtraHeaders headers) {
        this.url = url;
        this.values = values;
        this.headers = headers;
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
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : properties.stringPropertyNames()) {
            given.put(key, properties.getProperty(key));
        }
        given.putAll(url.parameters());
        ExtraHeaders headers = ExtraHeaders.takenFrom(given);
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        for (Map.Entry<String, String> entry : given.entrySet()) {
            values.put(known(entry.getKey()), entry.getValue());
        }
        return new ConnectionSettings(url, values, headers);
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
        seconds(ConnectionProperty.SOCKET_TIMEOUT);
        if (prefetch() < 1 || prefetch() > MOST_PREFETCH) {
            throw invalid(ConnectionProperty.PREFETCH, "a whole number from 1 to " + MOST_PREFETCH);
        }
        if (endpoints() < 1 || endpoints() > MOST_ENDPOINTS) {
            throw invalid(ConnectionProperty.ENDPOINTS, "a whole number from 1 to " + MOST_ENDPOINTS);
        }
        requireTogether(ConnectionProperty.CLIENT_CERTIFICATE, ConnectionProperty.CLIENT_KEY);
        exclude(ConnectionProperty.CLIENT_CERTIFICATE, ConnectionProperty.KEY_STORE);
        exclude(ConnectionProperty.TRUST_CERTIFICATES, ConnectionProperty.TRUST_STORE);
        exclude(ConnectionProperty.TOKEN, ConnectionProperty.USER);
        exclude(ConnectionProperty.OAUTH_FLOW, ConnectionProperty.PASSWORD);
        exclude(ConnectionProperty.OAUTH_FLOW, ConnectionProperty.TOKEN);
        checkPassword();
        checkOAuth();
    }

    private void checkPassword() throws SQLException {
        boolean strayPassword =
                user().isEmpty() && password().filter(text -> !text.isEmpty()).isPresent();
        boolean lacksPassword =
                user().isPresent() && password().isEmpty() && oauthFlow().isEmpty();
        if (strayPassword || lacksPassword) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    "Invalid connection properties: user and password belong together; give both or a token");
        }
    }

    private void checkOAuth() throws SQLException {
        Optional<String> flow = oauthFlow();
        if (flow.isEmpty()) {
            return;
        }
        require(ConnectionProperty.OAUTH_CLIENT_ID, flow.get());
        if (flow.get().equals("client_credentials")) {
            require(ConnectionProperty.OAUTH_CLIENT_SECRET, flow.get());
        }
        if (!flow.get().equals("client_credentials")
                || given(ConnectionProperty.OAUTH_TOKEN_URL).isEmpty()) {
            require(ConnectionProperty.OAUTH_ISSUER, flow.get());
        }
    }

    private void require(ConnectionProperty property, String flow) throws SQLException {
        if (given(property).isEmpty()) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    "Invalid connection properties: oauthFlow=" + flow + " needs " + property.key());
        }
    }

    private void requireTogether(ConnectionProperty one, ConnectionProperty other) throws SQLException {
        if (given(one).isPresent() != given(other).isPresent()) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid connection properties: " + one.key() + " and "
                    + other.key() + " belong together; give both or none");
        }
    }

    private void exclude(ConnectionProperty one, ConnectionProperty other) throws SQLException {
        if (given(one).isPresent() && given(other).isPresent()) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid connection properties: " + one.key() + " and "
                    + other.key() + " exclude each other; give one of them");
        }
    }

    /** Returns the servers in the order in which they are tried; at least one. */
    public List<HostAddress> hosts() {
        return url.hosts();
    }

    /** Returns the headers that go with every call. */
    public Map<String, String> headers() {
        return headers.byName();
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

    /** Returns how a token is got from an authorization server, if one is. */
    public Optional<String> oauthFlow() {
        return given(ConnectionProperty.OAUTH_FLOW).map(ConnectionSettings::lower);
    }

    /** Tells whether to speak TLS to one of the hosts. */
    public boolean tls(HostAddress host) {
        return value(ConnectionProperty.TLS)
                .map(text -> Boolean.parseBoolean(lower(text)))
                .orElseGet(() -> !host.isLoopback());
    }

    /** Tells whether the operating system says whom to trust. */
    public boolean trustsSystem() {
        return value(ConnectionProperty.TRUST)
                .filter(text -> lower(text).equals("system"))
                .isPresent();
    }

    /** Returns what was given for a property, where an empty text is nothing. */
    public Optional<String> given(ConnectionProperty property) {
        return value(property).filter(text -> !text.isEmpty());
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

    /** Returns how long a call may wait for the server's next word; zero is no limit. */
    public Duration socketTimeout() throws SQLException {
        return seconds(ConnectionProperty.SOCKET_TIMEOUT);
    }

    public int prefetch() throws SQLException {
        return number(ConnectionProperty.PREFETCH);
    }

    /** Returns how many parts of a result without an order are read at a time. */
    public int endpoints() throws SQLException {
        return number(ConnectionProperty.ENDPOINTS);
    }

    /** Returns what record batches are to be compressed with, if with anything. */
    public Optional<String> compression() {
        return value(ConnectionProperty.COMPRESSION).filter(name -> !name.equals("none"));
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
