package io.colonnade.query.resolve;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Leaves to PostgreSQL the casts of literals that Calcite would compute by cutting digits where PostgreSQL rounds. */
final class PostgresRexBuilder extends RexBuilder {
    PostgresRexBuilder(RelDataTypeFactory types) {
        super(types);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos place,
            RelDataType type,
            RexNode value,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        boolean rounds = value instanceof RexLiteral
                && SqlTypeUtil.isDatetime(type)
                && SqlTypeUtil.isDatetime(value.getType())
                && type.getPrecision() < value.getType().getPrecision();
        return rounds
                ? makeAbstractCast(place, type, value, safe)
                : super.makeCast(place, type, value, matchNullability, safe, format);
    }
}
