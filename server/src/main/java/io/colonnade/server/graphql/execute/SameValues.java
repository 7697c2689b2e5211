package io.colonnade.server.graphql.execute;

import java.util.Objects;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;

/** Whether a value of one column is that of another of the same type. The kind of vector is looked at once per level. */
@FunctionalInterface
interface SameValues {
    /** Compares two values, of which either may be NULL: that is the same as NULL. */
    boolean same(int row, int aboveRow);

    static SameValues of(FieldVector here, FieldVector above) {
        SameValues values = ofValues(here, above);
        return (row, aboveRow) -> here.isNull(row) || above.isNull(aboveRow)
                ? here.isNull(row) && above.isNull(aboveRow)
                : values.same(row, aboveRow);
    }

    private static SameValues ofValues(FieldVector here, FieldVector above) {
        if (here instanceof BigIntVector left && above instanceof BigIntVector right) {
            return (row, aboveRow) -> left.get(row) == right.get(aboveRow);
        }
        if (here instanceof IntVector left && above instanceof IntVector right) {
            return (row, aboveRow) -> left.get(row) == right.get(aboveRow);
        }
        if (here instanceof BaseVariableWidthVector left && above instanceof BaseVariableWidthVector right) {
            return (row, aboveRow) -> sameBytes(left, row, right, aboveRow);
        }
        return (row, aboveRow) -> Objects.equals(here.getObject(row), above.getObject(aboveRow));
    }

    private static boolean sameBytes(
            BaseVariableWidthVector left, int row, BaseVariableWidthVector right, int aboveRow) {
        return ByteFunctionHelpers.equal(
                        left.getDataBuffer(),
                        left.getStartOffset(row),
                        left.getEndOffset(row),
                        right.getDataBuffer(),
                        right.getStartOffset(aboveRow),
                        right.getEndOffset(aboveRow))
                == 1;
    }
}
