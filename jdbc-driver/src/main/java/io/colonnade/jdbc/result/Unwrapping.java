package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.sql.Wrapper;

/** JDBC's wrapper methods for objects that wrap nothing but themselves. */
public interface Unwrapping extends Wrapper {
    @Override
    default <T> T unwrap(Class<T> wanted) throws SQLException {
        if (wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        throw SqlState.INVALID_PARAMETER.exception(
                "Cannot unwrap " + getClass().getSimpleName() + ": it is no " + wanted.getName());
    }

    @Override
    default boolean isWrapperFor(Class<?> wanted) {
        return wanted.isInstance(this);
    }
}
