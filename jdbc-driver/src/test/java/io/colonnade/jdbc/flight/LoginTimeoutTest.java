package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that takes the connection and never says a word. */
class LoginTimeoutTest {
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() {
        String url = "jdbc:colonnade://127.0.0.1:" + silent.getLocalPort() + "/?loginTimeout=1";
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("loginTimeout of 1 s");
    }

    @Test
    void theHostsOwnLimitGoesFirst() {
        String url = "jdbc:colonnade://127.0.0.1:" + silent.getLocalPort() + "/?loginTimeout=0";
        DriverManager.setLoginTimeout(1);
        try {
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("loginTimeout of 1 s");
        } finally {
            DriverManager.setLoginTimeout(0);
        }
    }
}
