package io.colonnade.query.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.GovernedRoad;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that reaches beyond the rows of a query has a name, not even for somebody who may see everything. */
final class ForbiddenFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_sleep(1)",
                "pg_sleep_for('1 second')",
                "pg_sleep_until(now())",
                "pg_read_file('/etc/passwd')",
                "pg_read_binary_file('/etc/passwd')",
                "pg_ls_dir('/')",
                "pg_stat_file('/etc/passwd')",
                "pg_ls_logdir()",
                "pg_current_logfile()",
                "lo_import('/etc/passwd')",
                "lo_export(1, '/tmp/x')",
                "lo_get(1)",
                "lo_put(1, 0, 'x')",
                "lo_create(0)",
                "loread(1, 1)",
                "query_to_xml('select 1', true, true, '')",
                "database_to_xml(true, true, '')",
                "schema_to_xml('public', true, true, '')",
                "table_to_xml('tb_people', true, true, '')",
                "cursor_to_xml('c', 1, true, true, '')",
                "xpath('/x', 'y')",
                "dblink('host=evil', 'select 1')",
                "dblink_connect('host=evil')",
                "dblink_exec('x', 'y')",
                "postgres_fdw_get_connections()",
                "current_setting('ssl_key_file')",
                "set_config('role', 'postgres', false)",
                "pg_reload_conf()",
                "pg_terminate_backend(1)",
                "pg_cancel_backend(1)",
                "pg_backend_pid()",
                "pg_advisory_lock(1)",
                "pg_try_advisory_lock(1)",
                "pg_notify('x', 'y')",
                "pg_export_snapshot()",
                "pg_relation_size('tb_people')",
                "pg_database_size('postgres')",
                "pg_get_viewdef('v')",
                "pg_get_userbyid(10)",
                "pg_table_is_visible(1)",
                "has_table_privilege('tb_people', 'select')",
                "to_regclass('tb_people')",
                "to_regproc('x')",
                "to_regrole('postgres')",
                "col_description(1, 1)",
                "obj_description(1)",
                "nextval('s')",
                "currval('s')",
                "lastval()",
                "setval('s', 1)",
                "random()",
                "gen_random_uuid()",
                "txid_current()",
                "clock_timestamp()",
                "timeofday()",
                "version()",
                "current_user",
                "session_user",
                "user",
                "current_database()",
                "current_schema()",
                "inet_server_addr()",
                "inet_client_addr()",
                "generate_series(1, 1000000000)",
                "unnest(array[1])",
                "json_populate_record(null, '{}')",
                "ts_stat('select 1')",
                "crosstab('select 1')",
                "pg_catalog.pg_sleep(1)",
                "\"pg_sleep\"(1)",
                "'tb_people'::regclass",
                "cast('x' as regproc)",
                "'postgres'::regrole",
                "1::oid",
                "'x'::xml"
            })
    void isRefusedBeforeItReachesASource(String call) {
        for (String sql : new String[] {
            "select " + call, "select id from places where " + call + " is not null", "select * from " + call + " as f"
        }) {
            assertThatThrownBy(() -> GovernedRoad.plan(GovernedRoad.OPEN, sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            refusal ->
                                    assertThat(refusal.kind()).isIn(ErrorKind.INVALID_ARGUMENT, ErrorKind.NOT_FOUND));
        }
    }
}
