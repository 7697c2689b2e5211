package io.colonnade.jdbc.metadata;

import io.colonnade.jdbc.flight.FlightSession;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;

/** The connection that metadata is asked over. */
public interface MetadataConnection extends Connection {
    /** Returns the session; fails when the connection is closed. */
    FlightSession session() throws SQLException;

    /** Returns what the connection was asked for. */
    ConnectionSettings settings();

    /** Returns what the server says of itself, asked once. */
    ServerInfo serverInfo() throws SQLException;
}
