package io.colonnade.it;

import io.colonnade.security.policy.MaskKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What one region's analyst may see of {@code sales_analytics}, as tables of its own: hidden rows are not there and
 * masked values are nowhere. The truth that policy suites compare with. One suite makes it and closes it.
 */
final class RestrictedCopy implements AutoCloseable {
    /** The schema's name is that of the projection, so that statements run on both sides as they are. */
    private static final String SCHEMA = "sales_analytics";

    private static final String REGION_OF_CUSTOMER =
            " JOIN nation n ON n.n_nationkey = c.c_nationkey JOIN region r ON r.r_regionkey = n.n_regionkey"
                    + " WHERE r.r_name = '%s'";

    private final Connection connection;

    private RestrictedCopy(Connection connection) {
        this.connection = connection;
    }

    /** Copies what a region's analyst may see. */
    static RestrictedCopy of(Tpch database, String region, MaskKeys key) throws SQLException {
        RestrictedCopy copy = new RestrictedCopy(database.connect());
        copy.run("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE", "CREATE SCHEMA " + SCHEMA);
        copy.run(
                "CREATE TABLE sales_analytics.customers AS SELECT c_custkey AS id, '[REDACTED]'::text AS name,"
                        + " c_address::text AS address, left(c_phone, 3) AS phone,"
                        + " round(c_acctbal, -3)::numeric(12,2) AS account_balance,"
                        + " c_mktsegment::text AS market_segment, n_name::text AS nation FROM customer c"
                        + String.format(REGION_OF_CUSTOMER, region),
                "CREATE TABLE sales_analytics.orders AS SELECT o_orderkey::bigint AS id, o_custkey AS customer_id,"
                        + " o_orderstatus::text AS status, o_totalprice AS total_price, o_orderdate AS ordered_on,"
                        + " o_orderpriority::text AS priority FROM orders o JOIN customer c ON c.c_custkey = o.o_custkey"
                        + String.format(REGION_OF_CUSTOMER, region),
                "CREATE TABLE sales_analytics.lineitems AS SELECT (l_orderkey * 8 + l_linenumber)::bigint AS id,"
                        + " l_orderkey::bigint AS order_id, p_name::text AS part, l_quantity AS quantity,"
                        + " l_extendedprice AS extended_price, l_discount AS discount, l_tax AS tax,"
                        + " l_shipdate AS shipped_on, l_returnflag::text AS return_flag FROM lineitem l"
                        + " LEFT JOIN part p ON p.p_partkey = l.l_partkey"
                        + " JOIN orders o ON o.o_orderkey = l.l_orderkey JOIN customer c ON c.c_custkey = o.o_custkey"
                        + String.format(REGION_OF_CUSTOMER, region));
        copy.hashAddresses(key);
        copy.run("SET search_path = " + SCHEMA);
        return copy;
    }

    /** Returns the connection on which statements mean the copy. */
    Connection connection() {
        return connection;
    }

    private void hashAddresses(MaskKeys key) throws SQLException {
        List<String> addresses = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT address FROM sales_analytics.customers")) {
            while (rows.next()) {
                addresses.add(rows.getString(1));
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE sales_analytics.customers SET address = ? WHERE address = ?")) {
            for (String address : addresses) {
                update.setString(1, key.hash(address));
                update.setString(2, address);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        run("DROP SCHEMA " + SCHEMA + " CASCADE");
        connection.close();
    }
}
