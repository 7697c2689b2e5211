package io.colonnade.query.resolve;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.operator.ColonnadeOperators;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Calcite's validator, which takes time in the square of a query's columns: it looks at the clock, and refuses more columns
 * than PostgreSQL has. One instance serves one statement; not thread-safe.
 */
final class BoundedValidator extends SqlValidatorImpl {
    /** PostgreSQL's MaxTupleAttributeNumber. */
    private static final int MOST_COLUMNS = 1_664;

    private final PlanningTime time;

    BoundedValidator(SqlValidatorCatalogReader catalog, RelDataTypeFactory types, Config config, PlanningTime time) {
        super(ColonnadeOperators.INSTANCE, catalog, types, config);
        this.time = time;
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
        time.check();
        return super.deriveType(scope, expression);
    }

    @Override
    public boolean isAggregate(SqlSelect select) {
        time.check();
        return super.isAggregate(select);
    }

    @Override
    protected void validateSelect(SqlSelect select, RelDataType targetRowType) {
        checkColumns(select.getSelectList().size());
        super.validateSelect(select, targetRowType);
    }

    /** Called for each column of a star. */
    @Override
    protected void addToSelectList(
            List<SqlNode> list,
            Set<String> aliases,
            List<Map.Entry<String, RelDataType>> fields,
            SqlNode expression,
            SelectScope scope,
            boolean includeSystemVars) {
        checkColumns(list.size() + 1);
        super.addToSelectList(list, aliases, fields, expression, scope, includeSystemVars);
    }

    private static void checkColumns(int columns) {
        if (columns > MOST_COLUMNS) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.TOO_MANY_COLUMNS,
                    "Cannot select more than " + MOST_COLUMNS + " columns; name those that you need");
        }
    }
}
