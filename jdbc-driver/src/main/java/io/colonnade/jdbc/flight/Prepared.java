package io.colonnade.jdbc.flight;

import com.google.protobuf.ByteString;
import io.colonnade.jdbc.ipc.ArrowSchema;

/** What the server says of a statement that it has prepared. Immutable. */
public final class Prepared {
    private final ByteString handle;
    private final ArrowSchema result;
    private final ArrowSchema parameters;

    Prepared(ByteString handle, ArrowSchema result, ArrowSchema parameters) {
        this.handle = handle;
        this.result = result;
        this.parameters = parameters;
    }

    ByteString handle() {
        return handle;
    }

    /** Returns the result's schema; without fields for a statement that is not a query. */
    public ArrowSchema result() {
        return result;
    }

    public ArrowSchema parameters() {
        return parameters;
    }
}
