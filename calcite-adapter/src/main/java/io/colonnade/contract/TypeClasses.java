package io.colonnade.contract;

import io.colonnade.type.ColumnType;

/** The families of types that the rules of a contract speak of. */
final class TypeClasses {
    private TypeClasses() {}

    static boolean isText(ColumnType type) {
        return switch (type.name()) {
            case STRING, LARGE_STRING -> true;
            default -> false;
        };
    }

    static boolean isNumber(ColumnType type) {
        return switch (type.name()) {
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
            default -> false;
        };
    }
}
