package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.ClientsDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The 25 nations as a query that is exported, as a store has them then, and as the database has them. */
public final class ExportedNations {
    /** The query. */
    public static final String QUERY = "SELECT n_nationkey, n_name, n_regionkey, n_comment FROM tpch.nation";

    private static final String TEXT =
            "SELECT n_nationkey || '|' || n_name || '|' || n_regionkey || '|' || n_comment FROM %s ORDER BY n_nationkey";

    private ExportedNations() {}

    /** Something with files, each of which has a name. */
    @FunctionalInterface
    public interface Store {
        /** Returns what is in a file. */
        byte[] bytes(String name) throws IOException;
    }

    /**
     * Returns the rows of an export to Parquet by its manifest, as readers do, with its files checked against it.
     *
     * @param place of the manifest, up to its name
     * @param folder for copies of the files
     */
    public static List<String> copied(Store store, String place, Path folder) throws Exception {
        JsonNode manifest = new ObjectMapper().readTree(store.bytes(place + "_colonnade.json"));
        List<String> files = new ArrayList<>();
        for (JsonNode file : manifest.at("/exports/0/files")) {
            byte[] bytes = store.bytes(place + file.get("name").asText());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.get("sha256").asText());
            files.add("'" + Files.write(Files.createTempFile(folder, "rows", ".parquet"), bytes) + "'");
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            return texts(duckdb, "read_parquet([" + String.join(",", files) + "])");
        }
    }

    /** Returns the rows that the database has. */
    public static List<String> ofTheDatabase() throws SQLException {
        try (Connection postgres = ClientsDatabase.get().postgres().connect()) {
            return texts(postgres, "nation");
        }
    }

    private static List<String> texts(Connection connection, String from) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TEXT.formatted(from))) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        assertThat(texts).hasSize(25);
        return texts;
    }
}
