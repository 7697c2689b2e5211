package io.colonnade.server.demo;

import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The eight tables of TPC-H (specification, 1.4) as PostgreSQL keeps them, largest first so that loading them side by
 * side ends soonest. Columns stand in the order in which the generator writes them.
 */
enum TpchTableDefinition {
    LINEITEM(
            TpchTable.LINE_ITEM,
            6_000_000,
            """
            l_orderkey bigint NOT NULL, l_partkey integer NOT NULL, l_suppkey integer NOT NULL,
            l_linenumber integer NOT NULL, l_quantity numeric(12,2) NOT NULL, l_extendedprice numeric(12,2) NOT NULL,
            l_discount numeric(12,2) NOT NULL, l_tax numeric(12,2) NOT NULL, l_returnflag text NOT NULL,
            l_linestatus text NOT NULL, l_shipdate date NOT NULL, l_commitdate date NOT NULL,
            l_receiptdate date NOT NULL, l_shipinstruct text NOT NULL, l_shipmode text NOT NULL,
            l_comment text NOT NULL""",
            "l_orderkey, l_linenumber",
            List.of("l_partkey, l_suppkey", "l_suppkey", "l_shipdate")),
    ORDERS(TpchTable.ORDERS, 1_500_000, """
            o_orderkey bigint NOT NULL, o_custkey integer NOT NULL, o_orderstatus text NOT NULL,
            o_totalprice numeric(12,2) NOT NULL, o_orderdate date NOT NULL, o_orderpriority text NOT NULL,
            o_clerk text NOT NULL, o_shippriority integer NOT NULL, o_comment text NOT NULL""", "o_orderkey", List.of("o_custkey", "o_orderdate")),
    PARTSUPP(TpchTable.PART_SUPPLIER, 800_000, """
            ps_partkey integer NOT NULL, ps_suppkey integer NOT NULL, ps_availqty integer NOT NULL,
            ps_supplycost numeric(12,2) NOT NULL, ps_comment text NOT NULL""", "ps_partkey, ps_suppkey", List.of("ps_suppkey")),
    PART(TpchTable.PART, 200_000, """
            p_partkey integer NOT NULL, p_name text NOT NULL, p_mfgr text NOT NULL, p_brand text NOT NULL,
            p_type text NOT NULL, p_size integer NOT NULL, p_container text NOT NULL,
            p_retailprice numeric(12,2) NOT NULL, p_comment text NOT NULL""", "p_partkey", List.of()),
    CUSTOMER(TpchTable.CUSTOMER, 150_000, """
            c_custkey integer NOT NULL, c_name text NOT NULL, c_address text NOT NULL, c_nationkey integer NOT NULL,
            c_phone text NOT NULL, c_acctbal numeric(12,2) NOT NULL, c_mktsegment text NOT NULL,
            c_comment text NOT NULL""", "c_custkey", List.of("c_nationkey")),
    SUPPLIER(TpchTable.SUPPLIER, 10_000, """
            s_suppkey integer NOT NULL, s_name text NOT NULL, s_address text NOT NULL, s_nationkey integer NOT NULL,
            s_phone text NOT NULL, s_acctbal numeric(12,2) NOT NULL, s_comment text NOT NULL""", "s_suppkey", List.of("s_nationkey")),
    NATION(TpchTable.NATION, 0, """
            n_nationkey integer NOT NULL, n_name text NOT NULL, n_regionkey integer NOT NULL,
            n_comment text NOT NULL""", "n_nationkey", List.of("n_regionkey")),
    REGION(
            TpchTable.REGION,
            0,
            "r_regionkey integer NOT NULL, r_name text NOT NULL, r_comment text NOT NULL",
            "r_regionkey",
            List.of());

    private static final int FIXED_ROWS = 30;

    private final TpchTable<?> generator;
    private final long rowsAtScaleOne;
    private final String columns;
    private final String key;
    private final List<String> indexes;

    TpchTableDefinition(TpchTable<?> generator, long rowsAtScaleOne, String columns, String key, List<String> indexes) {
        this.generator = generator;
        this.rowsAtScaleOne = rowsAtScaleOne;
        this.columns = columns;
        this.key = key;
        this.indexes = indexes;
    }

    /** Returns about how many rows all tables have together. */
    static long expectedRows(double scale) {
        long sum = FIXED_ROWS;
        for (TpchTableDefinition table : values()) {
            sum += Math.round(table.rowsAtScaleOne * scale);
        }
        return sum;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    TpchTable<?> generator() {
        return generator;
    }

    String createStatement() {
        return "CREATE TABLE public." + table() + " (" + columns + ")";
    }

    String copyStatement() {
        return "COPY public." + table() + " FROM STDIN (FORMAT text, DELIMITER '|')";
    }

    List<String> indexStatements() {
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE public." + table() + " ADD PRIMARY KEY (" + key + ")");
        indexes.forEach(list -> statements.add("CREATE INDEX ON public." + table() + " (" + list + ")"));
        return statements;
    }
}
