package io.colonnade.jdbc.oauth;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What an authorization server answers: an object of plain values, or an error by its name (RFC 6749, section 5). Immutable. */
final class Answer {
    private static final int LONGEST_SHOWN = 200;

    private final JsonObject body;

    Answer(JsonObject body) {
        this.body = body;
    }

    Optional<String> text(String name) {
        JsonElement value = body.get(name);
        return value instanceof JsonPrimitive ? Optional.of(value.getAsString()) : Optional.empty();
    }

    String required(String name) throws SQLException {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            throw SqlState.PROTOCOL_VIOLATION.exception(
                    "Cannot use the authorization server's answer: it has no " + name);
        }
        return value.get();
    }

    Optional<Duration> seconds(String name) {
        return text(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .map(Duration::ofSeconds);
    }

    /** Returns the error's name, if it is one. */
    Optional<String> error() {
        return text("error");
    }

    /** Returns the refusal for an answer that is an error. */
    SQLException refusal() {
        String description =
                text("error_description").map(text -> ", " + shown(text)).orElse("");
        return SqlState.INVALID_AUTHORIZATION.exception("Cannot log in: the authorization server refuses ("
                + shown(error().orElse("without a reason")) + description + ")");
    }

    /** Returns a text of the server's as it may stand in a message. */
    static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }
}
