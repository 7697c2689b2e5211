package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.FlightSession;
import io.colonnade.jdbc.metadata.DriverVersion;
import io.colonnade.jdbc.url.ConnectionProperty;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.DriverUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:colonnade://host:port/schema}, found by {@link DriverManager} through the service loader.
 * The only class that a host names. Safe for threads.
 */
public final class ColonnadeDriver implements Driver {
    private static final ColonnadeDriver REGISTERED = new ColonnadeDriver();

    static {
        try {
            DriverManager.registerDriver(REGISTERED);
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Takes the driver out of {@link DriverManager}, for a host that is about to unload it: the manager takes this from nobody but
     * the driver's own classes, and would hold them and their class loader for ever.
     */
    public static void deregister() throws SQLException {
        DriverManager.deregisterDriver(REGISTERED);
    }

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return url != null && url.startsWith(DriverUrl.PREFIX);
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (url == null || !acceptsURL(url)) {
            return null;
        }
        ConnectionSettings settings = ConnectionSettings.of(url, info == null ? new Properties() : info);
        int hostLimit = DriverManager.getLoginTimeout();
        Duration limit = hostLimit > 0 ? Duration.ofSeconds(hostLimit) : settings.loginTimeout();
        return new ColonnadeConnection(settings, FlightSession.open(settings, limit));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) throws SQLException {
        Properties given = info == null ? new Properties() : info;
        List<DriverPropertyInfo> rows = new ArrayList<>();
        for (ConnectionProperty property : ConnectionProperty.values()) {
            rows.add(row(property, given.getProperty(property.key(), property.defaultValue())));
        }
        if (url != null && acceptsURL(url)) {
            ConnectionSettings settings = ConnectionSettings.incomplete(url, given);
            rows.clear();
            for (ConnectionProperty property : ConnectionProperty.values()) {
                rows.add(row(property, settings.value(property).orElse(null)));
            }
        }
        return rows.toArray(new DriverPropertyInfo[0]);
    }

    private static DriverPropertyInfo row(ConnectionProperty property, @Nullable String value) {
        DriverPropertyInfo row = new DriverPropertyInfo(property.key(), property.isSecret() ? null : value);
        row.description = property.description();
        row.required = property.required();
        row.choices = property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
        return row;
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw SqlState.unsupported("a logger; the driver logs nothing");
    }
}
