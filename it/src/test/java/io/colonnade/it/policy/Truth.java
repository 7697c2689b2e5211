package io.colonnade.it.policy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL itself answers over the database that holds what one person may see. For one thread. */
final class Truth implements AutoCloseable {
    private static final int SECONDS = 20;

    private final Connection connection;
    private final Map<Question, Answer> remembered = new HashMap<>();

    private Truth(Connection connection) {
        this.connection = connection;
    }

    /** Connects to a person's own database. */
    static Truth of(Person person) throws SQLException, IOException {
        Connection connection = PolicyDatabase.truth(person).connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET search_path = people");
            statement.execute("SET extra_float_digits = 3");
        }
        connection.setReadOnly(true);
        return new Truth(connection);
    }

    /** Answers, from memory where the question was asked before. */
    Answer remember(Question question) {
        return remembered.computeIfAbsent(question, this::ask);
    }

    /** Answers. */
    Answer ask(Question question) {
        // The one name of the catalogue; PostgreSQL knows a database by its own name only.
        String sql = question.sql().replaceAll("(?i)\\bcolonnade\\.(?=\\w+\\.)", "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            for (int i = 0; i < question.parameters().size(); i++) {
                statement.setObject(i + 1, question.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows(rows);
            }
        } catch (SQLException e) {
            return new Answer.Refused(e.getSQLState(), String.valueOf(e.getMessage()));
        }
    }

    private static Answer.Rows rows(ResultSet result) throws SQLException {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            kinds.add(kind(result.getMetaData().getColumnTypeName(i)));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= kinds.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return new Answer.Rows(kinds, rows).as(kinds);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "numeric" -> Kind.NUMBER;
            case "float4", "float8" -> Kind.FLOAT;
            case "bool" -> Kind.BOOLEAN;
            case "date" -> Kind.DATE;
            case "time" -> Kind.TIME;
            case "timestamp" -> Kind.TIMESTAMP;
            case "timestamptz" -> Kind.INSTANT;
            default -> Kind.TEXT;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
