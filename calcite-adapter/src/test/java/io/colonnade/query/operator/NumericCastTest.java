package io.colonnade.query.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.QueryRequest;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.apache.calcite.tools.ValidationException;
import org.junit.jupiter.api.Test;

final class NumericCastTest {
    @Test
    void aBoundedCastHasTheTypeThatItNames() throws Exception {
        assertThat(type("select '1.2'::numeric(10,2)")).isEqualTo("DECIMAL(10, 2) NOT NULL");
        assertThat(type("select null::numeric(5)")).isEqualTo("DECIMAL(5, 0)");
    }

    @Test
    void anUnboundedCastHasTheTypeThatCarriesIt() throws Exception {
        assertThat(type("select 1.5::numeric")).isEqualTo("DECIMAL(38, 16) NOT NULL");
    }

    @Test
    void aParameterTakesTheTypeOfItsCast() throws Exception {
        assertThat(type("select $1::numeric(5,1)")).isEqualTo("DECIMAL(5, 1)");
    }

    @Test
    void whatIsNoNumberCannotBeCast() {
        assertThatThrownBy(() -> type("select true::numeric")).isInstanceOf(ValidationException.class);
    }

    @Test
    void aJsonReaderYieldsJsonOrText() throws Exception {
        assertThat(type("select '{}'::jsonb -> 'a'")).isEqualTo("VARIANT");
        assertThat(type("select '{}'::jsonb ->> 0")).isEqualTo("VARCHAR");
    }

    private static String type(String text) throws Exception {
        SqlNode query =
                new QueryParser().parse(new QueryRequest.Sql(text, null)).query();
        try (Planner planner = Frameworks.getPlanner(config())) {
            planner.parse("select 1");
            SqlNode valid = planner.validate(query);
            return planner.rel(valid)
                    .validatedRowType
                    .getFieldList()
                    .get(0)
                    .getType()
                    .getFullTypeString();
        }
    }

    private static FrameworkConfig config() {
        return Frameworks.newConfigBuilder()
                .defaultSchema(Frameworks.createRootSchema(true))
                .typeSystem(new WideDecimals())
                .operatorTable(SqlOperatorTables.chain(
                        SqlStdOperatorTable.instance(),
                        SqlOperatorTables.of(
                                NumericCast.BOUNDED,
                                NumericCast.UNBOUNDED,
                                JsonOperators.JSON_GET,
                                JsonOperators.JSON_GET_TEXT)))
                .build();
    }

    /** Calcite's default stops at 19 digits. */
    private static final class WideDecimals extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? 38 : RelDataTypeSystem.DEFAULT.getMaxPrecision(type);
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? 38 : RelDataTypeSystem.DEFAULT.getMaxScale(type);
        }

        @Override
        public RoundingMode roundingMode() {
            return RoundingMode.HALF_UP;
        }
    }
}
