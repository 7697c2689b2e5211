package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.config.ServerSettings;

/** The keys that a deployment seals with, from its configuration. */
final class SealKeys {
    private SealKeys() {}

    static SealedBox box(ServerSettings settings) {
        SealKey current = SealKey.of("server.keys.tickets", settings.ticketKey().reveal());
        return settings.previousTicketKey()
                .map(secret -> box(current, SealKey.of("server.keys.previous", secret.reveal())))
                .orElseGet(() -> SealedBox.of(current));
    }

    private static SealedBox box(SealKey current, SealKey previous) {
        if (current.equals(previous)) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Invalid server.keys.previous: it is the same as server.keys.tickets (give the key that was used"
                            + " before, or leave it out)");
        }
        return SealedBox.of(current, previous);
    }
}
