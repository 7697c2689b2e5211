package io.colonnade.security.authentication;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings the values of claims into the few Java types that {@link io.colonnade.security.identity.Principal} promises,
 * wherever they come from. A value that fits none of them is no claim.
 */
final class ClaimValues {
    /** PostgreSQL's and Arrow's decimals end here; a number beyond it is nothing that a filter could compare. */
    private static final int DIGITS = 38;

    private ClaimValues() {}

    static Optional<Object> of(Object raw) {
        if (raw instanceof Collection<?> collection) {
            List<Object> list = new ArrayList<>();
            for (Object element : collection) {
                Optional<Object> scalar = element == null ? Optional.empty() : scalar(element);
                if (scalar.isEmpty()) {
                    return Optional.empty();
                }
                list.add(scalar.get());
            }
            return Optional.of(List.copyOf(list));
        }
        return scalar(raw);
    }

    private static Optional<Object> scalar(Object raw) {
        if (raw instanceof String || raw instanceof Boolean) {
            return Optional.of(raw);
        }
        if (raw instanceof Integer || raw instanceof Long || raw instanceof Short || raw instanceof Byte) {
            return Optional.of(((Number) raw).longValue());
        }
        if (raw instanceof BigInteger integer) {
            return number(new BigDecimal(integer));
        }
        if (raw instanceof BigDecimal decimal) {
            return number(decimal);
        }
        return raw instanceof Double || raw instanceof Float
                ? number(new BigDecimal(raw.toString()))
                : Optional.empty();
    }

    private static Optional<Object> number(BigDecimal decimal) {
        if (decimal.precision() > DIGITS || Math.abs((long) decimal.scale()) > DIGITS) {
            return Optional.empty();
        }
        if (decimal.scale() > 0) {
            return Optional.of(decimal);
        }
        return decimal.precision() - decimal.scale() <= 18
                ? Optional.of(decimal.longValueExact())
                : Optional.of(decimal.setScale(0));
    }
}
