package io.colonnade.server.selection;

import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection.Pair;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** A condition with its values as bytes, the same for the same condition wherever its parameters are counted from. */
final class ConditionBytes {
    private final DataOutputStream out;
    private final SelectionValues values;

    ConditionBytes(DataOutputStream out, SelectionValues values) {
        this.out = out;
        this.values = values;
    }

    void write(Condition condition) throws IOException {
        ValueBytes.writeText(out, condition.getClass().getSimpleName());
        if (condition instanceof Condition.And and) {
            writeAll(and.conditions());
        } else if (condition instanceof Condition.Or or) {
            writeAll(or.conditions());
        } else if (condition instanceof Condition.Not not) {
            write(not.condition());
        } else if (condition instanceof Condition.Compare compare) {
            writeOperator(compare.value(), compare.comparison(), List.of(compare.parameter()));
        } else if (condition instanceof Condition.In in) {
            writeOperator(in.value(), "", in.parameters());
        } else if (condition instanceof Condition.IsNull isNull) {
            writeOperator(isNull.value(), "", List.of());
        } else if (condition instanceof Condition.Matches matches) {
            writeOperator(matches.value(), matches.match(), List.of(matches.parameter()));
        } else if (condition instanceof Condition.Related related) {
            writeRelated(related);
        }
    }

    private void writeAll(List<Condition> conditions) throws IOException {
        out.writeInt(conditions.size());
        for (Condition condition : conditions) {
            write(condition);
        }
    }

    /** The records that values are, and the constants that operators are, have texts of their own. */
    private void writeOperator(Object value, Object operator, List<Integer> parameters) throws IOException {
        ValueBytes.writeText(out, value.toString());
        ValueBytes.writeText(out, operator.toString());
        out.writeInt(parameters.size());
        for (int parameter : parameters) {
            ValueBytes.write(out, values.get(parameter));
        }
    }

    private void writeRelated(Condition.Related related) throws IOException {
        ValueBytes.writeText(out, related.batch());
        out.writeInt(related.columns().size());
        for (Pair pair : related.columns()) {
            ValueBytes.writeText(out, pair.here());
            ValueBytes.writeText(out, pair.above());
        }
        Condition where = related.where();
        write(where == null ? new Condition.And(List.of()) : where);
    }
}
