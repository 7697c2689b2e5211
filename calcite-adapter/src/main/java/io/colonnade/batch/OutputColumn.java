package io.colonnade.batch;

import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.MaskKeys;
import org.apache.arrow.vector.types.pojo.Field;

/** One column that a {@link ProjectingReader} makes. Immutable. */
public sealed interface OutputColumn {
    /** Returns name, type, nullability and metadata of the output. */
    Field field();

    /** A column that is made out of a column of the input. */
    sealed interface Derived extends OutputColumn {
        /** Returns the position of the input's column, from 0. */
        int input();
    }

    /**
     * The values as they are.
     *
     * @param input the position of the input's column
     * @param field the output, of the same type
     */
    record Kept(int input, Field field) implements Derived {}

    /**
     * Text behind a mask; NULL stays NULL.
     *
     * @param input the position of the input's text column
     * @param field the output, of the same type
     * @param mask a mask of text that is no constant
     * @param keys the deployment's keys
     */
    record Masked(int input, Field field, ColumnMask mask, MaskKeys keys) implements Derived {}

    /**
     * A column that needs no value: one constant in every row.
     *
     * @param field the output
     * @param mask says which constant
     */
    record Filled(Field field, ColumnMask mask) implements OutputColumn {}
}
