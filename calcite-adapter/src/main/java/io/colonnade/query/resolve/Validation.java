package io.colonnade.query.resolve;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.parse.PostgresConformance;
import io.colonnade.type.PostgresTypeSystem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator and its conversion to a relational tree, set up the way PostgreSQL understands SQL. One instance
 * serves one statement; not thread-safe.
 */
final class Validation {
    private static final SqlToRelConverter.Config CONVERSION = SqlToRelConverter.config()
            .withExpand(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            // Nothing is folded here: what an expression yields, and whether it fails, is for the source to say.
            .addRelBuilderConfigTransform(config -> config.withSimplify(false)
                    .withSimplifyValues(false)
                    .withSimplifyLimit(false)
                    .withDedupAggregateCalls(true)
                    .withPushJoinCondition(false));

    private final RelDataTypeFactory types = new Utf8Types();
    private final CalciteCatalogReader catalog;
    private final PlanningTime time;
    private final SqlValidator validator;

    Validation(CallerCatalog names, @Nullable String defaultSchema, PlanningTime time) {
        this.time = time;
        catalog = names.reader(types, defaultSchema);
        validator = new BoundedValidator(
                catalog,
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(new PostgresConformance())
                        .withDefaultNullCollation(NullCollation.HIGH)
                        .withTypeCoercionFactory(PostgresCoercion::new)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false),
                time);
    }

    SqlNode validate(SqlNode query) {
        return validator.validate(query);
    }

    List<@Nullable List<String>> origins(SqlNode validated) {
        return validator.getFieldOrigins(validated);
    }

    /** Returns the types of the parameters by their numbers, one of which may stand in several places. */
    List<RelDataType> parameters(SqlNode validated) {
        SortedMap<Integer, RelDataType> types = new TreeMap<>();
        validated.accept(new SqlBasicVisitor<Void>() {
            @Override
            @SuppressWarnings("NullAway")
            public Void visit(SqlDynamicParam parameter) {
                types.putIfAbsent(parameter.getIndex(), validator.getValidatedNodeType(parameter));
                return null;
            }
        });
        if (!types.isEmpty() && types.lastKey() >= types.size()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot tell the types of all parameters: some up to $" + (types.lastKey() + 1)
                            + " stand nowhere; number them without gaps");
        }
        return List.copyOf(types.values());
    }

    RelDataType rowType(Batch batch, Projection projection) {
        return new BatchTable(projection, batch).getRowType(types);
    }

    RelRoot toTree(SqlNode validated) {
        RelOptCluster cluster =
                RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new PostgresRexBuilder(types, time));
        SqlToRelConverter converter = new SqlToRelConverter(
                (row, text, path, view) -> {
                    throw new UnsupportedOperationException("views");
                },
                validator,
                catalog,
                cluster,
                StandardConvertletTable.INSTANCE,
                CONVERSION);
        return converter.convertQuery(validated, false, true);
    }

    /** Calcite's default character set cannot hold most text. */
    private static final class Utf8Types extends SqlTypeFactoryImpl {
        Utf8Types() {
            super(PostgresTypeSystem.INSTANCE);
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    }
}
