package io.colonnade.batch;

import io.colonnade.security.policy.MaskKey;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** One column that a {@link ProjectingReader} makes out of a column of its input. Immutable. */
public sealed interface OutputColumn {
    /** Returns the position of the input's column, from 0. */
    int input();

    /** Returns name, type, nullability and metadata of the output. */
    Field field();

    /**
     * The values as they are.
     *
     * @param input the position of the input's column
     * @param field the output, of the same type
     */
    record Kept(int input, Field field) implements OutputColumn {}

    /**
     * Text behind the {@code hash} mask; NULL stays NULL.
     *
     * @param input the position of the input's text column
     * @param field the output, of the same type
     * @param key the deployment's key
     */
    record Hashed(int input, Field field, MaskKey key) implements OutputColumn {
        public Hashed {
            if (!(field.getType() instanceof ArrowType.Utf8) && !(field.getType() instanceof ArrowType.LargeUtf8)) {
                throw new IllegalArgumentException("a hash of type " + field.getType());
            }
        }
    }
}
