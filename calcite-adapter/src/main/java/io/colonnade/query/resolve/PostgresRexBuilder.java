package io.colonnade.query.resolve;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Leaves to PostgreSQL the casts of literals that Calcite would compute by cutting digits where PostgreSQL rounds, and
 * looks at the clock. One instance serves one statement.
 */
final class PostgresRexBuilder extends RexBuilder {
    private final PlanningTime time;

    PostgresRexBuilder(RelDataTypeFactory types, PlanningTime time) {
        super(types);
        this.time = time;
    }

    @Override
    public RexNode makeCall(SqlParserPos place, RelDataType type, SqlOperator operator, List<RexNode> operands) {
        time.check();
        return super.makeCall(place, type, operator, operands);
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
