package io.colonnade.server.export.destination;

import java.io.IOException;

/** A store answers that it will not do what it is asked for, now or later: rights, names or its kind are wrong. The operator must act. */
public class StoreRefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreRefusalException(String message) {
        super(message);
    }
}
