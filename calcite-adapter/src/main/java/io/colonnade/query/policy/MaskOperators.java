package io.colonnade.query.policy;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Masks that have no SQL: what they need never leaves the process. No user can name them. */
public final class MaskOperators {
    /** The keyed hash of {@link io.colonnade.security.policy.ColumnMask.Hash}. */
    public static final SqlFunction HASH =
            SqlBasicFunction.create("COLONNADE_HASH", ReturnTypes.ARG0, OperandTypes.CHARACTER);

    /** The encryption of {@link io.colonnade.security.policy.ColumnMask.Encrypt}. */
    public static final SqlFunction ENCRYPT =
            SqlBasicFunction.create("COLONNADE_ENCRYPT", ReturnTypes.ARG0, OperandTypes.CHARACTER);

    private MaskOperators() {}
}
