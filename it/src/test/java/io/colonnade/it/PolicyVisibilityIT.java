package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may not see is answered as what does not exist, and nothing that explains a plan tells of it. */
final class PolicyVisibilityIT {
    private static final Principal BOB = new Principal("bob", Set.of("analyst"), Map.of("region", "ASIA"));
    private static final String COUNT = "select count(*) from sales_analytics.customers";

    private static Deployment colonnade;

    @BeforeAll
    static void open() throws IOException {
        colonnade = Deployment.over(Tpch.at(Tpch.SMALL), AuditLog.toLogger());
    }

    @AfterAll
    static void close() {
        colonnade.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from tpch.customer | select * from tpcx.customer",
                "select * from tpch.nothing | select * from tpcx.nothing",
                "select * from colonnade.tpch.customer | select * from colonnade.tpcx.customer",
                "select * from \"tpch\".\"customer\" | select * from \"tpcx\".\"customer\"",
                "select 1 from sales_analytics.orders where exists (select 1 from tpch.nation)"
                        + " | select 1 from sales_analytics.orders where exists (select 1 from tpcx.nation)",
                "select tpch.customer.c_name from sales_analytics.orders"
                        + " | select tpcx.customer.c_name from sales_analytics.orders",
                "explain plan for select * from tpch.customer | explain plan for select * from tpcx.customer",
                "explain policy for select * from tpch.customer | explain policy for select * from tpcx.customer"
            })
    void aHiddenProjectionIsAnsweredAsAnAbsentOne(String hidden, String absent) {
        ColonnadeException ofHidden = refusal(Deployment.ALICE, hidden);
        ColonnadeException ofAbsent = refusal(Deployment.ALICE, absent);
        assertThat(ofHidden.kind()).isEqualTo(ofAbsent.kind());
        assertThat(ofHidden.sqlState()).isEqualTo(ofAbsent.sqlState());
        assertThat(ofHidden.position()).isEqualTo(ofAbsent.position());
        assertThat(ofHidden.clientMessage().replace("tpch", "tpcx")).isEqualTo(ofAbsent.clientMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select region from sales_analytics.customers",
                "select c.region from sales_analytics.customers c",
                "select id from sales_analytics.customers where region = 'ASIA'",
                "select count(*) from sales_analytics.customers group by region",
                "select id from sales_analytics.customers order by region",
                "select c_acctbal from sales_analytics.customers",
                "select r_name from sales_analytics.customers"
            })
    void whatTheFilterLooksAtIsNoColumn(String sql) {
        ColonnadeException error = refusal(Deployment.ALICE, sql);
        assertThat(error.sqlState()).isEqualTo("42703");
        assertThat(error.clientMessage())
                .contains("does not exist")
                .doesNotContain("mean 'region'", "mean 'r_name'", "mean 'c_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"regio", "regionn", "r_nam", "c_custke"})
    void nothingIsSuggestedThatTheCallerCannotSee(String name) {
        ColonnadeException error = refusal(Deployment.ALICE, "select " + name + " from sales_analytics.customers");
        assertThat(error.clientMessage()).doesNotContain("'region'", "'r_name'", "'c_custkey'");
        assertThat(refusal(Deployment.ALICE, "select * from " + "tpc.customer").clientMessage())
                .doesNotContain("tpch");
    }

    @Test
    void alicesExplanationsShowNoFilterNoTableAndNoKey() throws IOException {
        String sql = " for select address, max(name) from sales_analytics.customers where id / 2 > 3 group by address";
        for (String kind : List.of("explain plan", "explain policy")) {
            assertThat(ask(Deployment.ALICE, kind + sql).toString().replace("your claims: region", ""))
                    .doesNotContain("r_name", "region", "EUROPE", "c_custkey", "nationkey", "REDACTED", "mask key");
        }
        assertThat(ask(Deployment.ALICE, "explain policy" + sql).toString())
                .contains("sales_analytics.customers", "row filters: 1", "address:hash")
                .contains("columns: id, name, address,", "the row filters use your claims: region");
    }

    @Test
    void claimsAreBoundAndNeverPartOfThePlan() {
        assertThat(colonnade.pipeline().explainToOperator(Deployment.ALICE, new QueryRequest.Sql(COUNT, null)))
                .singleElement()
                .asString()
                .contains("?")
                .doesNotContain("EUROPE");
    }

    @Test
    void aMissingClaimIsNamedAndGivesNoRow() {
        for (Principal principal : List.of(Deployment.CAROL, new Principal("eve", Set.of("analyst"), Map.of()))) {
            ColonnadeException error = refusal(principal, COUNT);
            assertThat(error.kind()).isEqualTo(ErrorKind.PERMISSION_DENIED);
            assertThat(error.clientMessage()).contains("'region'");
        }
    }

    @Test
    void anEmptyOrForeignClaimWidensNothing() throws IOException {
        for (String region : List.of("", "%", "EUROPE' OR '1'='1", "europe", " EUROPE")) {
            Principal principal = new Principal("eve", Set.of("analyst"), Map.of("region", region));
            assertThat(ask(principal, COUNT).toString()).isEqualTo("[[0]]");
        }
    }

    @Test
    void plansNeverCrossPrincipals() throws IOException {
        String europe = ask(Deployment.ALICE, COUNT).toString();
        String asia = ask(BOB, COUNT).toString();
        String all = ask(Deployment.ADMIN, COUNT).toString();
        assertThat(Set.of(europe, asia, all)).hasSize(3);
        for (int round = 0; round < 3; round++) {
            assertThat(ask(Deployment.ADMIN, COUNT).toString()).isEqualTo(all);
            assertThat(ask(BOB, COUNT).toString()).isEqualTo(asia);
            assertThat(ask(Deployment.ALICE, COUNT).toString()).isEqualTo(europe);
            assertThat(ask(BOB, COUNT).toString()).isEqualTo(asia);
            assertThat(refusal(Deployment.CAROL, COUNT).kind()).isEqualTo(ErrorKind.PERMISSION_DENIED);
            assertThat(refusal(null, COUNT).kind()).isEqualTo(ErrorKind.NOT_FOUND);
        }
    }

    @Test
    void theSameTextMeansTheSchemaOfTheRequest() throws IOException {
        String sql = "select count(*) from orders";
        Rows alices = Rows.ofColonnade(colonnade.pipeline(), Deployment.ALICE, sql, "sales_analytics");
        Rows admins = Rows.ofColonnade(colonnade.pipeline(), Deployment.ADMIN, sql, "sales_analytics");
        assertThat(alices.values()).isNotEqualTo(admins.values());
    }

    @Test
    void nobodySeesNothing() {
        assertThat(colonnade.pipeline().catalog(null)).isEmpty();
        assertThat(refusal(null, COUNT).clientMessage().replace("sales_analytics", "x"))
                .isEqualTo(refusal(null, COUNT.replace("sales_analytics", "x")).clientMessage());
    }

    @Test
    void theCatalogueHoldsWhatThePolicyShows() {
        assertThat(colonnade.pipeline().catalog(Deployment.ALICE))
                .singleElement()
                .satisfies(visible -> assertThat(visible.projection().name()).isEqualTo("sales_analytics"));
        assertThat(colonnade.pipeline().catalog(Deployment.ADMIN)).hasSize(2);
    }

    @Test
    void theMaskedColumnsOfSupportAreOpenButItsRowsAreNot() throws IOException {
        Principal support = new Principal("sam", Set.of("support"), Map.of("region", "ASIA"));
        String sql = "select count(*) from sales_analytics.customers where name like 'Customer#%'";
        assertThat(ask(support, sql)).isEqualTo(ask(BOB, COUNT));
        assertThat(ask(BOB, sql).toString()).isEqualTo("[[0]]");
    }

    @Test
    void nothingButAllowedFunctionsHasAName() {
        for (String call : List.of(
                "pg_read_file('/etc/passwd')",
                "pg_sleep(1)",
                "current_setting('server_version')",
                "query_to_xml('select 1', true, true, '')",
                "dblink('x', 'y')",
                "lo_export(1, 'x')",
                "set_config('a', 'b', true)",
                "version()",
                "colonnade_hash('a')",
                "colonnade_encrypt('a')",
                "inet_server_addr()",
                "pg_ls_dir('.')",
                "error('x')",
                "getenv('PATH')")) {
            assertThatThrownBy(() -> ask(Deployment.ADMIN, "select " + call)).isInstanceOf(ColonnadeException.class);
        }
        for (String table : List.of(
                "pg_catalog.pg_class",
                "information_schema.tables",
                "pg_authid",
                "read_csv('/etc/passwd')",
                "generate_series(1, 2)",
                "customer",
                "public.customer")) {
            assertThatThrownBy(() -> ask(Deployment.ADMIN, "select * from " + table))
                    .isInstanceOf(ColonnadeException.class);
        }
    }

    private static List<List<@Nullable Object>> ask(Principal principal, String sql) throws IOException {
        return Rows.ofColonnade(colonnade.pipeline(), principal, sql, null).values();
    }

    private static ColonnadeException refusal(@Nullable Principal principal, String sql) {
        try {
            ask(principal, sql);
        } catch (ColonnadeException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("answered: " + sql);
    }
}
