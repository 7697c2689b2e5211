package io.colonnade.query;

import io.colonnade.query.execute.ValueCoercion;
import io.colonnade.type.ColumnType;
import java.util.Objects;

/** Values of parameters before they are bound, for doors that tell a caller which of many does not fit. Stateless. */
public final class TypedValues {
    private TypedValues() {}

    /**
     * Returns a value in the class that its type is bound as, as {@link QueryPipeline#run} itself would bring it there.
     *
     * @param what the thing that the value is for, for the error
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT if the value has no exact counterpart; it is not in the
     *     message
     */
    public static Object typed(Object value, ColumnType type, String what) {
        return Objects.requireNonNull(ValueCoercion.coerce(value, type, what));
    }
}
