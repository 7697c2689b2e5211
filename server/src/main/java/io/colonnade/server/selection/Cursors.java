package io.colonnade.server.selection;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.seal.SealedBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cursors: places in an order, as the client keeps them. One holds the values that a row has in the columns of the order, as the
 * caller sees them, sealed with the deployment's key, so that it tells nothing, and any replica takes it. It does not expire by
 * itself, since it permits nothing: the rows behind it are those of the policy of the moment. Thread-safe.
 */
public final class Cursors {
    private static final String PURPOSE = "cursor";

    /** What is larger would not fit in the line of a request. */
    private static final int LARGEST = 3 * 1024;

    private final SealedBox box;

    /** Creates cursors under a deployment's key. */
    public Cursors(SealedBox box) {
        this.box = box;
    }

    /**
     * Makes the cursor of a row.
     *
     * @param values what the row has in the columns of the scope's order, as {@link io.colonnade.batch.VectorValues} reads it
     * @throws ColonnadeException INVALID_ARGUMENT if they are too large
     */
    public String of(CursorScope scope, List<@Nullable Object> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(scope.digest());
            for (Object value : values) {
                ValueBytes.write(out, value);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while writing to memory", e);
        }
        if (bytes.size() > LARGEST) {
            throw SelectionErrors.tooMuch(
                    "order",
                    "a row has more than " + LARGEST
                            + " bytes in the columns of the order, which no cursor holds; order"
                            + " by shorter columns");
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(PURPOSE, bytes.toByteArray()));
    }

    /**
     * Returns the values that {@link #of} was given.
     *
     * @throws ColonnadeException INVALID_ARGUMENT, the same whether the cursor was changed, is of another scope, or was made
     *     under a key that is no longer known
     */
    public List<@Nullable Object> open(CursorScope scope, String cursor) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(opened(cursor)))) {
            byte[] digest = in.readNBytes(scope.digest().length);
            if (!MessageDigest.isEqual(digest, scope.digest())) {
                throw refusal();
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < scope.order().terms().size(); i++) {
                values.add(ValueBytes.read(in));
            }
            return values;
        } catch (IOException e) {
            throw refusal();
        }
    }

    private byte[] opened(String cursor) {
        if (cursor.length() > 2 * LARGEST) {
            throw refusal();
        }
        try {
            return box.open(PURPOSE, Base64.getUrlDecoder().decode(cursor));
        } catch (ColonnadeException | IllegalArgumentException e) {
            throw refusal();
        }
    }

    private static ColonnadeException refusal() {
        return SelectionErrors.invalid(
                "cursor",
                "it is not of this query, its filter and its order, or not of you, or too old; begin anew without it");
    }
}
