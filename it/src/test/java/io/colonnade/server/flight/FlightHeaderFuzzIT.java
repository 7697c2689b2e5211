package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.it.fuzz.AuthorizationHeaders;
import io.colonnade.it.fuzz.Fuzz;
import io.colonnade.it.fuzz.Refusal;
import io.colonnade.security.authentication.AuthorizationHeader;
import io.colonnade.server.session.Compression;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.junit.jupiter.api.Test;

/** The headers that the doors read: credentials, a session and a compression, or a refusal that repeats no credential. */
final class FlightHeaderFuzzIT {
    @Test
    void anyAuthorizationIsCredentialsOrARefusal() {
        Fuzz.run("headers", 200_000, AuthorizationHeaders.MUTATED, header -> header, header -> {
            try {
                assertThat(AuthorizationHeader.credentials(List.of(header), "127.0.0.1")
                                .toString())
                        .doesNotContain(AuthorizationHeaders.SECRET);
            } catch (ColonnadeException e) {
                Refusal.check(e, Set.of(ErrorKind.UNAUTHENTICATED), "");
                assertThat(e.clientMessage()).doesNotContain(AuthorizationHeaders.SECRET);
            }
            ErrorFlightMetadata headers = new ErrorFlightMetadata();
            headers.insert("cookie", header);
            assertThat(SessionId.ofCookies(headers).known().orElse("")).hasSizeLessThan(100);
            try {
                Compression.of(header);
            } catch (ColonnadeException e) {
                Refusal.check(e, Set.of(ErrorKind.INVALID_ARGUMENT), header);
            }
        });
    }
}
