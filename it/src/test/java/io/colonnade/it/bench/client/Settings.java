package io.colonnade.it.bench.client;

/**
 * The first line that a client program reads: what it is to be, and where its server is. What a kind does not use is empty.
 *
 * @param kind the kind of client, one of {@link ClientKind} or of Python's
 * @param host address of the server
 * @param port its port; 0 for a Unix socket
 * @param socket path of PostgreSQL's Unix socket
 * @param database the database's name
 * @param user PostgreSQL's user, or Trino's
 * @param password that user's password
 * @param token bearer token for Colonnade
 * @param getters how a JDBC client takes its values
 */
public record Settings(
        String kind,
        String host,
        int port,
        String socket,
        String database,
        String user,
        String password,
        String token,
        Getters getters) {}
