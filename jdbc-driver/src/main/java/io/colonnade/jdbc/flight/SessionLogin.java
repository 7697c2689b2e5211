package io.colonnade.jdbc.flight;

import com.google.protobuf.InvalidProtocolBufferException;
import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.oauth.AccessTokens;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.arrow.flight.impl.Flight;
import org.jspecify.annotations.Nullable;

/** Makes a session of a link: says who asks, then what the session goes by. The same again wherever a connection moves to. */
final class SessionLogin implements Links.Login {
    private static final String BEARER = "Bearer ";
    /** For a login without a limit of its own. */
    private static final Duration OAUTH_LIMIT = Duration.ofMinutes(5);

    private final ConnectionSettings settings;
    private volatile @Nullable String schema;

    SessionLogin(ConnectionSettings settings) {
        this.settings = settings;
        this.schema = settings.schema().orElse(null);
    }

    /** Remembers the schema for sessions to come. */
    void schema(String changed) {
        schema = changed;
    }

    @Override
    public void over(Link link, CallScope scope) throws SQLException {
        FlightCalls calls = link.calls();
        Optional<String> authorization = authorization(scope);
        if (authorization.isPresent()) {
            String issued = handshake(calls, authorization.get(), scope);
            link.authorize(issued == null ? authorization.get() : issued);
        } else {
            FlightSession.ping(calls, scope);
        }
        String chosen = schema;
        if (chosen != null) {
            setSchema(calls, chosen, scope);
        }
        if (settings.endpoints() > 1) {
            setOption(calls, "endpoints", Integer.toString(settings.endpoints()), scope);
        }
    }

    private Optional<String> authorization(CallScope scope) throws SQLException {
        if (settings.oauthFlow().isPresent()) {
            return Optional.of(BEARER + AccessTokens.of(settings).current(scope.left(OAUTH_LIMIT)));
        }
        if (settings.token().isPresent()) {
            return settings.token().map(token -> BEARER + token);
        }
        return settings.user().map(user -> {
            String pair = user + ":" + settings.password().orElse("");
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        });
    }

    private @Nullable String handshake(FlightCalls calls, String authorization, CallScope scope) throws SQLException {
        try {
            return calls.handshake(authorization, scope);
        } catch (SQLException e) {
            if (settings.oauthFlow().isPresent() && SqlState.INVALID_AUTHORIZATION.isStateOf(e)) {
                AccessTokens.of(settings).forget(authorization.substring(BEARER.length()));
            }
            throw e;
        }
    }

    static Flight.SetSessionOptionsResult setSchema(FlightCalls calls, String name, CallScope scope)
            throws SQLException {
        return setOption(calls, "schema", name, scope);
    }

    /** What is hidden from the user is refused like what is not there. */
    private static SQLException refused(String name, String value, Flight.SetSessionOptionsResult.ErrorValue why) {
        String reason = why == Flight.SetSessionOptionsResult.ErrorValue.INVALID_VALUE
                ? "the server has no '" + value + "', or not for this user"
                : "the server refuses '" + value + "' (" + why + ")";
        return SqlState.INVALID_PARAMETER.exception("Cannot set " + name + ": " + reason);
    }

    private static Flight.SetSessionOptionsResult setOption(
            FlightCalls calls, String name, String value, CallScope scope) throws SQLException {
        Flight.SetSessionOptionsRequest request = Flight.SetSessionOptionsRequest.newBuilder()
                .putSessionOptions(
                        name,
                        Flight.SessionOptionValue.newBuilder()
                                .setStringValue(value)
                                .build())
                .build();
        byte[] answer = calls.doAction("SetSessionOptions", request.toByteString(), scope);
        try {
            Flight.SetSessionOptionsResult result = Flight.SetSessionOptionsResult.parseFrom(answer);
            if (result.containsErrors(name)) {
                throw refused(name, value, result.getErrorsOrThrow(name).getValue());
            }
            return result;
        } catch (InvalidProtocolBufferException e) {
            throw FlightSession.malformed(e);
        }
    }
}
