package io.colonnade.jdbc.flight;

import com.google.protobuf.ByteString;

/** By what the server knows a transaction. Immutable. */
public final class TransactionId {
    private final ByteString bytes;

    TransactionId(ByteString bytes) {
        this.bytes = bytes;
    }

    ByteString bytes() {
        return bytes;
    }
}
