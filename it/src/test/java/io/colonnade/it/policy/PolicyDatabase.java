package io.colonnade.it.policy;

import io.colonnade.it.Checkout;
import io.colonnade.it.Tpch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of the policy suites, and beside it one for each person that physically holds what the person may see:
 * {@code source.sql} and {@code truth.sql}. Databases are made when they are first asked for. Thread-safe.
 */
final class PolicyDatabase {
    private static final Path RESOURCES = Checkout.module().resolve("src/test/resources/policy");
    private static final String MASK_KEY = "a mask key of the integration tests";
    private static final Set<String> SCHEMAS = Set.of("people", "people@1", "annex", "staff", "directory");

    private static final Map<String, Tpch> MADE = new LinkedHashMap<>();

    private static @Nullable Path projections;

    private PolicyDatabase() {}

    /** Returns the projections over the database, as files of this JVM: a server writes its audit beside them. */
    static synchronized Path projections() throws IOException {
        if (projections == null) {
            Path target = Files.createDirectories(Checkout.module().resolve("target"));
            Path copy = Files.createDirectory(
                    Files.createTempDirectory(target, "policy-").resolve("projections"));
            try (Stream<Path> files = Files.list(resource("projections"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            projections = copy;
        }
        return projections;
    }

    /** Returns a file of {@code policy}. */
    static Path resource(String name) {
        return RESOURCES.resolve(name);
    }

    /** Returns the database that servers read. */
    static Tpch source() throws SQLException, IOException {
        return made("policy", Files.readString(resource("source.sql")));
    }

    /** Returns the same database without the rows that are hidden from a person, as if they had never been. */
    static Tpch sourceWithoutRowsHiddenFrom(Person person) throws SQLException, IOException {
        String delete = facts(person, Files.readString(resource("without-hidden.sql")));
        return made("policy_without_" + name(person), Files.readString(resource("source.sql")) + ";\n" + delete);
    }

    /** Returns what a person may see. */
    static Tpch truth(Person person) throws SQLException, IOException {
        StringBuilder script = new StringBuilder(Files.readString(resource("source.sql")))
                .append(";\n")
                .append(facts(person, Files.readString(resource("truth.sql"))));
        Set<String> hidden = new TreeSet<>(SCHEMAS);
        hidden.removeAll(person.projections());
        hidden.forEach(schema -> script.append("DROP SCHEMA \"").append(schema).append("\" CASCADE;\n"));
        return made("truth_" + name(person), script.toString());
    }

    private static synchronized Tpch made(String name, String script) throws SQLException {
        Tpch database = MADE.get(name);
        if (database == null) {
            database = Tpch.at(Tpch.SMALL).newDatabase(name);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute(script);
            }
            MADE.put(name, database);
        }
        return database;
    }

    private static String facts(Person person, String script) {
        String text = script.replace(":key", literal(MASK_KEY));
        for (String role : Set.of("admin", "analyst", "support", "auditor")) {
            boolean has =
                    person.principal() != null && person.principal().roles().contains(role);
            text = text.replaceAll(":" + role + "\\b", has ? "true" : "false");
        }
        for (String claim : Set.of("tenant", "level", "cleared", "ceiling")) {
            Object value = person.principal() == null
                    ? null
                    : person.principal().claims().get(claim);
            text = text.replaceAll(":" + claim + "\\b", literal(value));
        }
        return text;
    }

    private static String literal(@Nullable Object value) {
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
    }

    private static String name(Person person) {
        return person.name().toLowerCase(java.util.Locale.ROOT);
    }
}
