package io.colonnade.jdbc.url;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The driver's properties, one row each; the URL, a host's {@code Properties}, {@code getPropertyInfo} and the manual
 * all read this table.
 */
public enum ConnectionProperty {
    USER(
            "user",
            null,
            "The user to log in as, with a password; with oauthFlow whose login it is, which others do not share."),
    PASSWORD("password", null, "The user's password."),
    TOKEN("token", null, "A bearer token (JWT) to log in with, instead of user and password."),
    OAUTH_FLOW(
            "oauthFlow",
            null,
            "How to get a token from an authorization server: as a program, with a code that a person enters in any"
                    + " browser, or with the browser of this desktop.",
            "client_credentials",
            "device",
            "browser"),
    OAUTH_ISSUER("oauthIssuer", null, "The authorization server's address (https), under which it describes itself."),
    OAUTH_TOKEN_URL("oauthTokenUrl", null, "The address of its token endpoint, if it does not describe itself."),
    OAUTH_CLIENT_ID("oauthClientId", null, "The name by which it knows the client."),
    OAUTH_CLIENT_SECRET("oauthClientSecret", null, "The client's secret, if it has one."),
    OAUTH_SCOPE("oauthScope", null, "The scopes to ask for, with spaces in between."),
    OAUTH_AUDIENCE("oauthAudience", null, "The audience to ask for, at authorization servers that want it named."),
    TLS(
            "tls",
            null,
            "Whether to encrypt the connection. Without it: true, except towards a loopback address.",
            "true",
            "false"),
    TRUST(
            "trust",
            "java",
            "Whose authorities to trust: those of the Java runtime, or those of the operating system.",
            "java",
            "system"),
    TRUST_CERTIFICATES("trustCertificates", null, "A PEM file with the certificates to trust, and no others."),
    TRUST_STORE("trustStore", null, "A PKCS12 or JKS file with the certificates to trust, and no others."),
    TRUST_STORE_PASSWORD("trustStorePassword", null, "The password of trustStore, if it has one."),
    CLIENT_CERTIFICATE(
            "clientCertificate", null, "A PEM file with the certificate to show to the server, and its chain."),
    CLIENT_KEY("clientKey", null, "A PEM file with the private key of clientCertificate (PKCS#8, not encrypted)."),
    KEY_STORE("keyStore", null, "A PKCS12 or JKS file with the certificate to show to the server, and its key."),
    KEY_STORE_PASSWORD("keyStorePassword", null, "The password of keyStore and of its key."),
    SCHEMA("schema", null, "The projection that unqualified table names refer to; the URL's path says the same."),
    LOGIN_TIMEOUT("loginTimeout", "30", "How many seconds connecting and logging in may take; 0 for no limit."),
    QUERY_TIMEOUT(
            "queryTimeout",
            "0",
            "How many seconds a statement may take until its last row has arrived, unless it sets its own limit;"
                    + " 0 for no limit."),
    SOCKET_TIMEOUT(
            "socketTimeout",
            "0",
            "How many seconds a call may wait for the server's next word; 0 for no limit."
                    + " setNetworkTimeout goes first."),
    PREFETCH("prefetch", "2", "How many record batches the driver may hold in advance for one result, from 1 to 64."),
    ENDPOINTS(
            "endpoints",
            "1",
            "Into how many parts, read at the same time, the server may split a large result that has no order."),
    COMPRESSION(
            "compression", "none", "What the server compresses record batches with, for slow networks.", "none", "lz4"),
    APPLICATION_NAME("applicationName", null, "A name for the server's logs.");

    private static final Set<ConnectionProperty> SECRETS =
            EnumSet.of(PASSWORD, TOKEN, OAUTH_CLIENT_SECRET, TRUST_STORE_PASSWORD, KEY_STORE_PASSWORD);

    private final String key;
    private final @Nullable String defaultValue;
    private final String description;
    private final List<String> choices;

    ConnectionProperty(String key, @Nullable String defaultValue, String description, String... choices) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
        this.choices = List.of(choices);
    }

    public String key() {
        return key;
    }

    public @Nullable String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    /** Returns the values that the property can take, or nothing where it takes any. */
    public List<String> choices() {
        return choices;
    }

    /** Tells whether a connection cannot be made without it; anonymous servers ask for nothing. */
    public boolean required() {
        return false;
    }

    /** Tells whether the value must not be shown again. */
    public boolean isSecret() {
        return SECRETS.contains(this);
    }

    static Optional<ConnectionProperty> byKey(String key) {
        return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
    }
}
