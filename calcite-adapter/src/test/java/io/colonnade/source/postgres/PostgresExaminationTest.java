package io.colonnade.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Severity;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceUse;
import io.colonnade.source.SourceUse.Purpose;
import io.colonnade.source.SourceUse.UsedBatch;
import io.colonnade.source.SourceUse.UsedColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each finding about a real PostgreSQL: provoked, and absent where the database is as it should be. */
final class PostgresExaminationTest {
    private static final String READER = "examined_reader";
    private static final String DATABASE = "examined";
    private static final SourceUse USE =
            use("shop.orders", "SELECT id, tenant, made FROM sales.orders", "id", "tenant");

    /** As ANALYZE would find it: making so many rows, and an index, takes longer. */
    private static final String ROWS = "UPDATE pg_class SET reltuples = 100000 WHERE oid = 'sales.orders'::regclass";

    private static PostgresFixture postgres;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        postgres = PostgresFixture.shared();
        postgres.execute("DROP DATABASE IF EXISTS examined");
        postgres.execute("CREATE DATABASE examined");
        postgres.execute("REVOKE TEMPORARY ON DATABASE examined FROM PUBLIC");
    }

    @AfterAll
    static void dropDatabase() {
        postgres.execute("DROP DATABASE examined");
    }

    @BeforeEach
    void makeTables() throws SQLException {
        owner(
                "CREATE ROLE examined_reader LOGIN",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.orders (id int PRIMARY KEY, tenant text NOT NULL, made date)",
                "CREATE INDEX ON sales.orders (tenant)",
                ROWS,
                "GRANT USAGE ON SCHEMA sales TO examined_reader",
                "GRANT SELECT ON sales.orders TO examined_reader");
    }

    @AfterEach
    void dropTables() throws SQLException {
        owner(
                "DROP SCHEMA sales CASCADE",
                "DROP OWNED BY examined_reader",
                "REVOKE ALL ON SCHEMA public FROM examined_reader",
                "DROP ROLE examined_reader");
    }

    private static void owner(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(DATABASE), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String url(String database) {
        return postgres.url().replaceFirst("/postgres$", "/" + database);
    }

    private static SourceUse use(String batch, String select, String key, String filtered) {
        List<UsedColumn> columns = new ArrayList<>();
        for (String name : List.of("id", "tenant", "made")) {
            columns.add(new UsedColumn(
                    name, name.equals(key) ? Purpose.KEY : name.equals(filtered) ? Purpose.FILTERED : Purpose.READ));
        }
        return new SourceUse(List.of(new UsedBatch(batch, select, columns)));
    }

    private static List<Finding> examine(String user, String database, SourceUse use, int pool) {
        PostgresSettings settings =
                PostgresSettings.of("shop", url(database), user, "unused").withMaximumPoolSize(pool);
        try (PostgresSource source = new PostgresSource(settings)) {
            return source.examine(use);
        }
    }

    private static List<Finding> examine() {
        return examine(READER, DATABASE, USE, 4);
    }

    private static List<String> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(finding -> finding.severity() + " " + finding.check())
                .distinct()
                .toList();
    }

    @Test
    void nothingIsWrongWithARoleThatMayOnlyReadWhatItNeeds() {
        assertThat(examine())
                .noneMatch(finding -> finding.severity() != Severity.OK)
                .extracting(Finding::check)
                .contains(
                        "readable",
                        "version",
                        "version-support",
                        "encoding",
                        "encryption",
                        "clock",
                        "connections",
                        "timeouts",
                        "role-superuser",
                        "role-attributes",
                        "role-membership",
                        "role-owner",
                        "role-writes",
                        "role-creates",
                        "role-reads",
                        "row-security",
                        "indexes",
                        "collation")
                .doesNotHaveDuplicates();
    }

    @Test
    void superuserIsAnErrorWithTheRoleToMakeInstead() {
        assertThat(examine("postgres", DATABASE, USE, 4))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo("role-superuser");
                    assertThat(finding.remedy()).contains("GRANT SELECT ON sales.orders TO colonnade_reader");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER ROLE examined_reader BYPASSRLS | ERROR role-attributes",
                "ALTER ROLE examined_reader CREATEROLE | ERROR role-attributes",
                "ALTER ROLE examined_reader CREATEDB | ERROR role-attributes",
                "ALTER ROLE examined_reader REPLICATION | ERROR role-attributes",
                "GRANT pg_read_server_files TO examined_reader | ERROR role-membership",
                "GRANT pg_execute_server_program TO examined_reader | ERROR role-membership",
                "GRANT pg_write_all_data TO examined_reader | ERROR role-membership; ERROR role-writes",
                "GRANT pg_read_all_settings TO examined_reader | WARNING role-membership",
                "GRANT postgres TO examined_reader | WARNING role-membership; ERROR role-membership; ERROR role-owner; WARNING role-creates",
                "ALTER TABLE sales.orders OWNER TO examined_reader | ERROR role-owner",
                "GRANT INSERT ON sales.orders TO examined_reader | ERROR role-writes",
                "GRANT UPDATE (tenant) ON sales.orders TO examined_reader | ERROR role-writes",
                "GRANT DELETE, TRUNCATE ON sales.orders TO examined_reader | ERROR role-writes",
                "GRANT CREATE ON SCHEMA sales TO examined_reader | WARNING role-creates",
                "GRANT TEMPORARY ON DATABASE examined TO examined_reader | WARNING role-creates",
                "CREATE TABLE sales.other (); GRANT SELECT ON sales.other TO examined_reader | INFO role-reads",
                "REVOKE SELECT ON sales.orders FROM examined_reader | ERROR readable",
                "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY | INFO row-security",
                "ALTER ROLE examined_reader SET idle_in_transaction_session_timeout = '1s' | WARNING timeouts",
                "ALTER ROLE examined_reader SET transaction_timeout = '1min' | WARNING timeouts",
                "ALTER ROLE examined_reader CONNECTION LIMIT 3 | WARNING connections",
                "DROP INDEX sales.orders_tenant_idx | WARNING indexes",
                "ALTER TABLE sales.orders DROP CONSTRAINT orders_pkey | WARNING indexes",
                "DROP INDEX sales.orders_tenant_idx; CREATE INDEX ON sales.orders (tenant) WHERE id > 5 | WARNING indexes",
                "CREATE COLLATION sales.loose (provider = icu, locale = 'und', deterministic = false);"
                        + "ALTER TABLE sales.orders ALTER tenant TYPE text COLLATE sales.loose | WARNING collation"
            })
    void eachFaultOfADatabaseIsFound(String fault, String expected) throws SQLException {
        owner(fault, ROWS);
        assertThat(wrong(examine())).containsExactlyInAnyOrder(expected.trim().split("; "));
    }

    @Test
    void findingsSayWhatToRun() throws SQLException {
        owner("DROP INDEX sales.orders_tenant_idx", "GRANT INSERT ON sales.orders TO examined_reader");
        assertThat(examine())
                .extracting(Finding::remedy)
                .contains(
                        "run: CREATE INDEX CONCURRENTLY ON sales.orders (tenant)",
                        "run: REVOKE INSERT ON sales.orders FROM examined_reader (or from PUBLIC, or the role that it has"
                                + " this of)");
    }

    @Test
    void smallTablesNeedNoIndex() throws SQLException {
        owner(
                "DROP INDEX sales.orders_tenant_idx",
                "UPDATE pg_class SET reltuples = 99999 WHERE oid = 'sales.orders'::regclass");
        assertThat(wrong(examine())).isEmpty();
    }

    @Test
    void rowSecurityThatDoesNotApplyToTheRoleIsAWarning() throws SQLException {
        owner("ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY", "ALTER ROLE examined_reader BYPASSRLS");
        assertThat(wrong(examine())).containsExactlyInAnyOrder("ERROR role-attributes", "WARNING row-security");
    }

    @Test
    void viewWithTheRightsOfItsOwnerGoesAroundRowSecurityAndOneWithTheCallersDoesNot() throws SQLException {
        owner(
                "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY",
                "CREATE VIEW sales.inner_view AS SELECT * FROM sales.orders",
                "CREATE VIEW sales.seen AS SELECT * FROM sales.inner_view",
                "GRANT SELECT ON sales.seen, sales.inner_view TO examined_reader");
        SourceUse view = use("shop.seen", "SELECT id, tenant, made FROM sales.seen", "id", "tenant");
        assertThat(examine(READER, DATABASE, view, 4))
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::check, finding -> finding.what().replaceAll(" reads.*", ""))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("row-security", "the view sales.seen"),
                        org.assertj.core.groups.Tuple.tuple("row-security", "the view sales.inner_view"));
        owner(
                "ALTER VIEW sales.seen SET (security_invoker = true)",
                "ALTER VIEW sales.inner_view SET (security_invoker = on)");
        assertThat(wrong(examine(READER, DATABASE, view, 4))).containsExactly("INFO row-security");
    }

    @Test
    void tablesWhoseJoinThePlannerDropsAreExaminedToo() throws SQLException {
        owner(
                "CREATE TABLE sales.tenants (name text PRIMARY KEY)",
                "GRANT SELECT, INSERT ON sales.tenants TO examined_reader");
        SourceUse joined = use(
                "shop.orders",
                "SELECT id, tenant, made FROM (SELECT o.* FROM sales.orders o LEFT JOIN sales.tenants t ON t.name = o.tenant) x",
                "id",
                "tenant");
        assertThat(wrong(examine(READER, DATABASE, joined, 4))).containsExactly("ERROR role-writes");
    }

    @Test
    void textsOfNoKnownEncodingAreAnError() {
        postgres.execute("CREATE DATABASE bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        try {
            assertThat(wrong(examine("postgres", "bytes", new SourceUse(List.of()), 4)))
                    .contains("ERROR encoding");
        } finally {
            postgres.execute("DROP DATABASE bytes");
        }
    }

    @Test
    void examinationLeavesTheConnectionAsItWas() throws SQLException {
        PostgresSettings settings =
                PostgresSettings.of("shop", url(DATABASE), READER, "unused").withMaximumPoolSize(2);
        try (PostgresSource source = new PostgresSource(settings)) {
            for (int i = 0; i < 5; i++) {
                assertThat(source.examine(USE)).isNotEmpty();
            }
            assertThat(postgres.number("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                            + " WHERE d.datname = 'examined' AND locktype = 'relation'"))
                    .isZero();
            assertThat(source.isHealthy()).isTrue();
        }
    }

    @Test
    void checksAreNamedOncePerSubjectInTheirOkForm() {
        List<String> ok = examine().stream().map(Finding::toString).toList();
        assertThat(ok).allMatch(line -> line.startsWith("ok source shop: ")).noneMatch(line -> line.contains("\n"));
        assertThat(Arrays.stream(Severity.values())).startsWith(Severity.OK).endsWith(Severity.ERROR);
    }
}
