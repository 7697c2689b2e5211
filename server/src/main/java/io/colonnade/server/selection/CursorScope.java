package io.colonnade.server.selection;

import io.colonnade.contract.Projection;
import io.colonnade.query.request.Condition;
import io.colonnade.security.identity.Principal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What a cursor belongs to: a caller, a batch of a major version, a filter with its values, an order and the masks on its columns. In
 * any other scope it is refused. The page is no part of it, nor are the columns that are answered. Immutable.
 */
public final class CursorScope {
    private final TotalOrder order;
    private final byte[] digest;

    private CursorScope(TotalOrder order, byte[] digest) {
        this.order = order;
        this.digest = digest;
    }

    /**
     * Returns the scope of a selection's cursors.
     *
     * @param principal the caller; null is an anonymous one
     * @param where the filter; null is none
     * @param values holds the values of the filter
     */
    public static CursorScope of(
            @Nullable Principal principal, TotalOrder order, @Nullable Condition where, SelectionValues values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(principal != null);
            ValueBytes.writeText(out, principal == null ? "" : principal.name());
            writeOrder(out, order);
            out.writeBoolean(where != null);
            if (where != null) {
                new ConditionBytes(out, values).write(where);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while writing to memory", e);
        }
        return new CursorScope(order, sha256(bytes.toByteArray()));
    }

    private static void writeOrder(DataOutputStream out, TotalOrder order) throws IOException {
        Projection projection = order.batch().projection().projection();
        ValueBytes.writeText(out, projection.name());
        out.writeInt(projection.version().major());
        ValueBytes.writeText(out, order.batch().batch().batch().name());
        out.writeInt(order.terms().size());
        for (OrderTerm term : order.terms()) {
            ValueBytes.writeText(out, term.column().name());
            ValueBytes.writeText(out, term.column().type().toString());
            out.writeBoolean(term.descending());
            out.writeBoolean(term.nullsFirst());
            ValueBytes.writeText(
                    out,
                    String.valueOf(
                            order.batch().batch().masks().get(term.column().name())));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the order in which cursors are places. */
    public TotalOrder order() {
        return order;
    }

    byte[] digest() {
        return digest.clone();
    }
}
