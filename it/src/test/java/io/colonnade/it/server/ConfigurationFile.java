package io.colonnade.it.server;

import io.colonnade.it.Tpch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a server in a process of its own, over {@link ClientsDatabase}, which trusts {@link RunningServer#ISSUER}. */
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /**
     * Writes the file.
     *
     * @param directory where it and the audit are
     * @param grace how long running streams may go on when it is told to stop
     * @param more what else it says, at its top level
     */
    public static Path write(Path directory, String grace, String more) throws IOException {
        Tpch database = ClientsDatabase.get().postgres();
        return Files.writeString(directory.resolve("colonnade.yaml"), """
                server:
                  flight: {port: 0}
                  http: {port: 0}
                  keys: {tickets: %s}
                  shutdown_grace: %s
                sources:
                  tpch: {type: postgresql, url: '%s', user: %s, password: '%s'}
                projections: %s
                security:
                  issuers: [{issuer: '%s', audience: %s, secret: '%s'}]
                  mask_key: a mask key of the integration tests
                  audit: {file: %s}
                %s
                """.formatted(
                        RunningServer.TICKET_KEY,
                        grace,
                        database.url(),
                        database.user(),
                        database.password(),
                        ClientsDatabase.get().projections(),
                        RunningServer.ISSUER.issuer(),
                        RunningServer.ISSUER.audience(),
                        RunningServer.SECRET.secret(),
                        directory.resolve("audit.jsonl"),
                        more));
    }
}
