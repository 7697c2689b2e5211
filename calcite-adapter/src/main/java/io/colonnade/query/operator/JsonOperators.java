package io.colonnade.query.operator;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlSingleOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** PostgreSQL's readers of a JSON value: a field by its name or an element by its number. The parser emits them. */
public final class JsonOperators {
    /** Looser than {@code + -}, tighter than {@code LIKE} and comparisons: PostgreSQL's "any other operator". */
    private static final int PRECEDENCE = 36;

    private static final SqlSingleOperandTypeChecker KEY = OperandTypes.family(
                    SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER)
            .or(OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.INTEGER));

    /** {@code json -> key}, a JSON value. */
    public static final SqlBinaryOperator JSON_GET = new SqlBinaryOperator(
            "->",
            SqlKind.OTHER,
            PRECEDENCE,
            true,
            ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            InferTypes.FIRST_KNOWN,
            KEY);

    /** {@code json ->> key}, the value as text. */
    public static final SqlBinaryOperator JSON_GET_TEXT = new SqlBinaryOperator(
            "->>",
            SqlKind.OTHER,
            PRECEDENCE,
            true,
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            InferTypes.FIRST_KNOWN,
            KEY);

    private JsonOperators() {}
}
