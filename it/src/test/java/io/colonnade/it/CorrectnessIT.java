package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.sql.SqlOrderBy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What analysts ask beyond TPC-H, each query answered as PostgreSQL answers the same text: rows, their order where the query
 * has one, names and types of columns. Each is pushed down as one statement.
 */
final class CorrectnessIT {
    private static final int PROMISED = 150;

    private static Deployment colonnade;
    private static Connection postgres;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.SMALL);
        colonnade = Deployment.over(database, AuditLog.toLogger());
        postgres = database.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
        colonnade.close();
    }

    static List<NamedQuery> queries() throws IOException {
        return NamedQuery.all();
    }

    @Test
    void holdsAsManyQueriesAsPromised() throws IOException {
        assertThat(queries()).hasSizeGreaterThanOrEqualTo(PROMISED);
        assertThat(queries()).extracting(NamedQuery::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void answersAsPostgresDoes(NamedQuery query) throws IOException, SQLException {
        Rows rows = colonnade(query.sql());
        Rows expected = Rows.ofPostgres(postgres, query.sql(), rows.schema());
        assertSame(query.sql(), rows, expected);
        assertThat(columns(rows.schema().getFields())).isEqualTo(columnsOfPostgres(query.sql()));
        assertThat(colonnade.pipeline().explainToOperator(Deployment.ADMIN, request(query.sql())))
                .singleElement()
                .asString()
                .startsWith("source 'tpch': ");
        // This one takes the plan from the cache.
        assertSame(query.sql(), colonnade(query.sql()), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select n_name from nation where n_regionkey = ? order by 1                                                                     | 2          | 2
            select n_name, n_nationkey + ? as n from nation order by 2                                                                     | 40         | 40
            select count(*) from customer where c_acctbal > cast(? as numeric)                                                             | 1234.5     | 1234.5
            select n_name from nation where n_name like ? order by 1                                                                       | %AN%       | '%AN%'
            select o_orderkey from orders where o_orderdate = cast(? as date) order by 1                                                   | 1995-03-05 | '1995-03-05'
            select distinct n_nationkey + ? as n from nation order by n desc                                                               | 40         | 40
            select n_nationkey % cast(? as int) as n, count(*) from nation group by n having count(*) > 6 order by 1                       | 4          | 4
            select n_nationkey % cast(? as int) as n, count(*) from nation group by rollup (n) order by 1                                  | 4          | 4
            select 2 * (n_nationkey % cast(? as int)) as n, max(n_name) from nation group by 1 order by 1                                  | 4          | 4
            select distinct left(n_name, cast(? as int)) as n from nation order by n limit 3                                               | 2          | 2
            select distinct cast(? as text) as n, n_regionkey from nation order by 2                                                       | a          | 'a'
            select case when n_nationkey > ? then 'a' else 'b' end as n, count(*) from nation group by 1 order by 1                        | 4          | 4
            select n_name from nation where n_nationkey in (select n_regionkey + ? from nation group by 1) order by 1                      | 2          | 2
            select n_nationkey, rank() over (order by n_name) from nation except select distinct r_regionkey + ?, 3 from region order by 1 | 1          | 1
            """)
    void parametersAnswerAsLiteralsDo(String sql, String value, String literal) throws IOException, SQLException {
        Object parameter = value.matches("\\d+") ? (Object) Long.valueOf(value) : value;
        Rows rows = Rows.ofColonnade(colonnade.pipeline(), Deployment.ADMIN, sql, "tpch", parameter);
        assertThat(rows.values())
                .isEqualTo(Rows.ofPostgres(postgres, sql.replace("?", literal), rows.schema())
                        .values())
                .isNotEmpty();
    }

    private static Rows colonnade(String sql) throws IOException {
        return Rows.ofColonnade(colonnade.pipeline(), Deployment.ADMIN, sql, "tpch");
    }

    private static QueryRequest.Sql request(String sql) {
        return new QueryRequest.Sql(sql, "tpch");
    }

    private static void assertSame(String sql, Rows rows, Rows expected) {
        if (new QueryParser().parse(request(sql)).query() instanceof SqlOrderBy order && !order.orderList.isEmpty()) {
            assertThat(rows.values()).isEqualTo(expected.values());
        } else {
            assertThat(rows.values()).containsExactlyInAnyOrderElementsOf(expected.values());
        }
    }

    private static List<String> columns(List<Field> fields) {
        return fields.stream()
                .map(field -> field.getName() + " " + kind(field.getType()))
                .toList();
    }

    private static String kind(ArrowType type) {
        if (type instanceof ArrowType.Int integer) {
            return "int" + integer.getBitWidth() / 8;
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return number.getPrecision().name().equals("DOUBLE") ? "float8" : "float4";
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp.getTimezone() == null ? "timestamp" : "timestamptz";
        }
        return switch (type.getTypeID()) {
            case Decimal -> "numeric";
            case Utf8 -> "text";
            case Bool -> "bool";
            case Date -> "date";
            case Time -> "time";
            default -> type.toString();
        };
    }

    private static List<String> columnsOfPostgres(String sql) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData metadata = rows.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.add(metadata.getColumnLabel(i) + " " + carrier(metadata.getColumnTypeName(i)));
            }
        }
        return columns;
    }

    /** Colonnade has no smallint of its own, and one type of text. */
    private static String carrier(String type) {
        return switch (type) {
            case "int2" -> "int4";
            case "varchar" -> "text";
            default -> type;
        };
    }
}
