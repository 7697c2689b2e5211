-- name: constant_query
select 1 as a, 'text' as b, 2.50 as c, true as d, null as e;

-- name: constant_expression
select 1 + 2 * 3 as a, (1 + 2) * 3 as b, 'a' || 'b' as c, not true as d;

-- name: constant_query_with_where
select 1 as a where false;

-- name: constant_subquery
select (select 1) as a, (select 'x' where false) as b, exists (select 1) as c;

-- name: whole_table
select * from region;

-- name: empty_result
select * from customer where c_custkey < 0;

-- name: comments
-- a comment
select /* inline */ n_name -- trailing
from nation /* over
lines */ where n_nationkey = 1 -- the end;
;

-- name: deeply_nested_expression
select ((((((((((((((((((((n_nationkey + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) as n from nation order by 1;

-- name: deeply_nested_queries
select n from (select n from (select n from (select n from (select n from (select n_nationkey as n from nation) a where n > 1) b where n > 2) c where n > 3) d where n > 4) e
where n < 9 order by n;

-- name: many_columns
select l_orderkey, l_partkey, l_suppkey, l_linenumber, l_quantity, l_extendedprice, l_discount, l_tax, l_returnflag, l_linestatus, l_shipdate, l_commitdate,
l_receiptdate, l_shipinstruct, l_shipmode, l_comment, l_quantity * 2, l_shipdate + 1, upper(l_comment) from lineitem where l_orderkey < 100
order by l_orderkey, l_linenumber;

-- name: many_rows
select l_orderkey, l_linenumber, l_quantity, l_extendedprice, l_shipdate, l_shipmode from lineitem;

-- name: report_with_everything
with sales as (
  select n.n_name as nation, extract(year from o.o_orderdate) as year, l.l_extendedprice * (1 - l.l_discount) as revenue
  from lineitem l join orders o on l.l_orderkey = o.o_orderkey join customer c on o.o_custkey = c.c_custkey join nation n on c.c_nationkey = n.n_nationkey
)
select nation, year, sum(revenue) as revenue, rank() over (partition by year order by sum(revenue) desc) as place,
round(100 * sum(revenue) / sum(sum(revenue)) over (partition by year), 3) as share
from sales where year in (1995, 1996) group by nation, year having count(*) > 10 order by year, place;

-- name: year_over_year
with yearly as (select extract(year from o_orderdate) as y, sum(o_totalprice) as t from orders group by 1)
select a.y, a.t, b.t as before, round((a.t - b.t) / b.t * 100, 2) as growth from yearly a left join yearly b on b.y = a.y - 1 order by a.y;

-- name: pivot
select c_mktsegment, sum(case when extract(year from o_orderdate) = 1995 then o_totalprice else 0 end) as y1995,
sum(o_totalprice) filter (where extract(year from o_orderdate) = 1996) as y1996 from customer join orders on o_custkey = c_custkey group by c_mktsegment order by 1;

-- name: gaps_between_orders
select max(gap), min(gap), round(avg(gap), 6) from (select o_orderdate - lag(o_orderdate) over (partition by o_custkey order by o_orderdate, o_orderkey) as gap from orders) x;

-- name: anti_join_and_union
select 'customer' as kind, count(*) as c from customer where c_custkey not in (select o_custkey from orders) union all
select 'part', count(*) from part where not exists (select 1 from lineitem where l_partkey = p_partkey) order by 1;

-- name: median_by_window
select avg(s_acctbal) from (select s_acctbal, row_number() over (order by s_acctbal) as r, count(*) over () as c from supplier) x where r in ((c + 1) / 2, (c + 2) / 2);

-- name: table_statement
table region order by r_name;
