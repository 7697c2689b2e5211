package io.colonnade.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchLoaderTest {
    private static final double SCALE = 0.01;

    @TempDir
    private Path directory;

    @Test
    void loadsEveryTableOnceAndKeepsItInItsDirectory() throws SQLException {
        LongAdder rows = new LongAdder();
        try (EmbeddedPostgresServer server =
                EmbeddedPostgresServer.keptIn(directory, Map.of()).start()) {
            TpchLoader loader = new TpchLoader(() -> server.connect("postgres"), SCALE);
            assertThat(loader.loadIfAbsent(rows::add)).isTrue();
            assertThat(loader.loadIfAbsent(LoadProgress.SILENT)).isFalse();
            assertThat(count(server, "lineitem")).isEqualTo(60_175);
            assertThat(count(server, "nation")).isEqualTo(25);
            assertThat(rows.sum()).isEqualTo(86_805);
        }
        try (EmbeddedPostgresServer again =
                EmbeddedPostgresServer.keptIn(directory, Map.of()).start()) {
            TpchLoader loader = new TpchLoader(() -> again.connect("postgres"), SCALE);
            assertThat(loader.loadIfAbsent(LoadProgress.SILENT)).isFalse();
            assertThat(count(again, "orders")).isEqualTo(15_000);
        }
    }

    @Test
    void usesUtf8AndTheCCollation() throws SQLException {
        try (EmbeddedPostgresServer server =
                        EmbeddedPostgresServer.temporary(Map.of()).start();
                Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = 'postgres'")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("UTF8");
            assertThat(row.getString(2)).isEqualTo("C");
        }
    }

    @Test
    void leavesNoFileOfAThrowAwayCluster() {
        EmbeddedPostgresServer server = EmbeddedPostgresServer.temporary(Map.of());
        server.start();
        Path home = server.home();
        assertThat(home).exists();
        server.close();
        assertThat(Files.exists(home)).isFalse();
    }

    private static long count(EmbeddedPostgresServer server, String table) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
