package io.colonnade.server.demo;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out early whether a port is free, before anything is unpacked, started or loaded. */
final class PortCheck {
    private PortCheck() {}

    static void require(String host, int port, String door, String option) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot open the " + door + " door: port " + port + " is taken (choose another with " + option
                            + ")");
        }
    }
}
