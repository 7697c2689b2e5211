package io.colonnade.query.pushdown;

import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Says of which type the constants are that are arguments of windows: {@code first_value} takes any type, so that PostgreSQL
 * cannot tell what a text or NULL without one is.
 */
final class WindowArguments extends RexShuttle {
    private final RexBuilder builder;
    private boolean isArgument;

    private WindowArguments(RexBuilder builder) {
        this.builder = builder;
    }

    static Project typed(Project project) {
        if (!project.containsOver()) {
            return project;
        }
        List<RexNode> expressions =
                new WindowArguments(project.getCluster().getRexBuilder()).apply(project.getProjects());
        return project.copy(project.getTraitSet(), project.getInput(), expressions, project.getRowType());
    }

    @Override
    public RexNode visitOver(RexOver over) {
        isArgument = true;
        RexNode typed = super.visitOver(over);
        isArgument = false;
        return typed;
    }

    @Override
    public RexWindow visitWindow(RexWindow window) {
        return window;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        return isArgument ? call : super.visitCall(call);
    }

    @Override
    public RexNode visitLiteral(RexLiteral literal) {
        RelDataType type = literal.getType();
        boolean untyped =
                SqlTypeUtil.isCharacter(type) || literal.isNull() && type.getSqlTypeName() != SqlTypeName.NULL;
        return isArgument && untyped ? builder.makeAbstractCast(type, literal, false) : literal;
    }
}
