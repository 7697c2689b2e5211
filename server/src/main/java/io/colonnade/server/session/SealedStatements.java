package io.colonnade.server.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.seal.SealedBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Statements in the client's keeping: sealed with the deployment's key, bound to the caller and expiring, so that any
 * replica can serve them and a stolen one is useless. One object per kind (ticket, prepared statement). Thread-safe.
 */
public final class SealedStatements {
    /**
     * A sealed statement.
     *
     * @param bytes what the client keeps
     * @param expires when it stops being taken
     */
    public record Sealed(byte[] bytes, Instant expires) {}

    /** The payload as JSON; the owner is inside, so that nothing else needs to be remembered. */
    private record Content(Owner owner, long expires, Statement statement) {}

    /** More than any statement is that is taken: its text and its parameters have limits of their own. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private final SealedBox box;
    private final String purpose;
    private final Duration lifetime;
    private final Clock clock;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * Creates the seal of one kind of statement.
     *
     * @param purpose the kind, as messages name it; what was sealed for one purpose does not open for another
     */
    public SealedStatements(SealedBox box, String purpose, Duration lifetime, Clock clock) {
        this.box = box;
        this.purpose = purpose;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Seals a statement for its caller. */
    public Sealed seal(Owner owner, Statement statement) {
        Instant expires = clock.instant().plus(lifetime);
        try {
            Content content = new Content(owner, expires.toEpochMilli(), statement);
            byte[] bytes = json.writeValueAsBytes(content);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return new Sealed(box.seal(purpose, deflated(bytes)), expires);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every statement can be written", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws ColonnadeException UNAUTHENTICATED, the same whether it was changed, has expired or is somebody else's
     */
    public Statement open(Owner owner, byte[] sealed) {
        Content content = read(sealed);
        if (!content.owner().equals(owner) || clock.millis() >= content.expires()) {
            throw refusal();
        }
        return content.statement();
    }

    private Content read(byte[] sealed) {
        try {
            return json.readValue(inflated(box.open(purpose, sealed)), Content.class);
        } catch (ColonnadeException | IOException e) {
            throw refusal();
        }
    }

    /** Long statements are mostly lists of values and repeated names, and what is sealed must be small. */
    private static byte[] deflated(byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(payload);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** What is inflated was sealed here, so it is no larger than what was once taken; it is held to that all the same. */
    private static byte[] inflated(byte[] payload) throws IOException {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(payload))) {
            byte[] bytes = inflater.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("larger than anything that is sealed");
            }
            return bytes;
        }
    }

    private ColonnadeException tooLarge() {
        return ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.RESOURCES_EXHAUSTED,
                "Cannot make a " + purpose + ": it would be larger than " + LARGEST
                        + " bytes; shorten the statement or its parameters");
    }

    private ColonnadeException refusal() {
        return ColonnadeException.of(
                ErrorKind.UNAUTHENTICATED,
                SqlState.INVALID_AUTHORIZATION,
                "Cannot use the " + purpose + ": it is not valid, has expired or belongs to somebody else;"
                        + " ask for a new one");
    }
}
