-- name: scalar_in_the_select_list
select r_name, (select count(*) from nation where n_regionkey = r_regionkey) as nations from region order by 1;

-- name: scalar_without_rows_is_null
select r_name, (select n_name from nation where n_nationkey = r_regionkey + 1000) as nothing from region order by 1;

-- name: uncorrelated_scalar
select n_name from nation where n_nationkey = (select max(n_nationkey) from nation) - 1;

-- name: correlated_to_an_average
select p.p_partkey from part p where p.p_retailprice > (select avg(q.p_retailprice) * 1.5 from part q where q.p_brand = p.p_brand)
order by 1;

-- name: same_table_and_columns_inside_and_out
select n_name from nation where n_nationkey = (select min(n_nationkey) from nation n2 where n2.n_regionkey = nation.n_regionkey)
order by 1;

-- name: inner_name_hides_the_outer
select count(*) from nation where exists (select 1 from region where n_regionkey = r_regionkey and r_name = 'ASIA');

-- name: same_alias_inside_and_out
select n.n_name from nation n where n.n_regionkey in (select n.n_regionkey from nation n where n.n_name = 'FRANCE') order by 1;

-- name: exists
select c_custkey from customer c where c_custkey < 100
and exists (select 1 from orders o where o.o_custkey = c.c_custkey and o.o_totalprice > 250000) order by 1;

-- name: not_exists
select c_custkey from customer c where c_custkey < 100 and not exists (select * from orders o where o.o_custkey = c.c_custkey)
order by 1;

-- name: in_subquery
select s_name from supplier where s_nationkey in (select n_nationkey from nation where n_name in ('FRANCE', 'GERMANY')) order by 1;

-- name: not_in_subquery
select n_name from nation where n_nationkey not in (select s_nationkey from supplier where s_suppkey < 40) order by 1;

-- name: not_in_with_a_null_is_never_true
select count(*) from nation where n_nationkey not in (select nullif(s_nationkey, 3) from supplier);

-- name: in_with_a_null_may_be_true
select n_nationkey, n_nationkey in (select nullif(n_nationkey, 3) from nation) as found from nation order by 1;

-- name: in_of_an_empty_set
select n_nationkey, null in (select n_nationkey from nation where false) as a, n_nationkey not in (select 1 where false) as b
from nation where n_nationkey < 3 order by 1;

-- name: row_in_subquery
select ps_partkey, ps_suppkey from partsupp where (ps_partkey, ps_suppkey) in
(select l_partkey, l_suppkey from lineitem where l_orderkey < 20) order by 1, 2;

-- name: any_and_all
select n_nationkey from nation where n_nationkey > all (select r_regionkey from region)
and n_nationkey < any (select s_nationkey from supplier where s_suppkey < 10) order by 1;

-- name: equals_any
select n_name from nation where n_regionkey = any (select r_regionkey from region where r_name like 'A%') order by 1;

-- name: differs_from_all
select n_name from nation where n_nationkey <> all (select s_nationkey from supplier where s_suppkey <= 30) order by 1;

-- name: some_is_any
select r_name from region where r_regionkey >= some (select 3) order by 1;

-- name: all_over_nothing_is_true
select count(*) from region where r_regionkey > all (select n_nationkey from nation where n_nationkey > 1000);

-- name: scalar_in_having
select o_custkey, sum(o_totalprice) as total from orders group by o_custkey
having sum(o_totalprice) > (select 5 * avg(o_totalprice) from orders) * 2 order by 2 desc, 1 limit 20;

-- name: correlated_in_having
select n_regionkey, count(*) from nation n group by n_regionkey
having count(*) = (select count(*) from nation m where m.n_regionkey = n.n_regionkey) order by 1;

-- name: exists_in_the_select_list
select n_name, exists (select 1 from supplier where s_nationkey = n_nationkey and s_acctbal < 0) as in_debt from nation order by 1;

-- name: subquery_in_case
select r_name, case when r_regionkey in (select n_regionkey from nation where n_name = 'JAPAN') then 'with' else 'without' end
from region order by 1;

-- name: subquery_in_order_by
select r_name from region order by (select max(n_name) from nation where n_regionkey = r_regionkey) desc;

-- name: subquery_in_a_function
select coalesce((select n_name from nation where n_nationkey = 99), 'none') as name;

-- name: correlated_two_levels_up
select r_name from region r where exists (select 1 from nation n where n.n_regionkey = r.r_regionkey and exists
(select 1 from supplier s where s.s_nationkey = n.n_nationkey and s.s_acctbal > 9000 and r.r_regionkey < 4)) order by 1;

-- name: nested_derived_tables
select max(total) from (select sum(q) as total from (select l_suppkey as k, l_quantity as q from lineitem) a group by k) b;

-- name: derived_table_with_column_names
select t.a, t.b from (select n_nationkey, n_name from nation) as t(a, b) where t.a < 5 order by t.a;

-- name: derived_table_with_limit
select count(*), min(k) from (select n_nationkey as k from nation order by n_nationkey desc limit 10) x;

-- name: correlated_with_limit
select n_name, (select s_name from supplier where s_nationkey = n_nationkey order by s_acctbal desc, s_suppkey limit 1) as richest
from nation order by 1;

-- name: correlated_in_a_join_condition
select a.n_name, b.r_name from nation a join region b
on b.r_regionkey = (select max(c.n_regionkey) from nation c where c.n_nationkey <= a.n_nationkey) order by 1;

-- name: or_of_subqueries
select n_name from nation where n_nationkey in (select s_nationkey from supplier where s_suppkey = 1)
or exists (select 1 from region where r_regionkey = n_regionkey and r_name = 'EUROPE') order by 1;

-- name: not_of_a_subquery_with_nulls
select n_nationkey from nation where not (n_nationkey in (select nullif(r_regionkey, 0) from region)) order by 1;

-- name: aggregate_of_the_outer_query_is_compared
select c_nationkey, max(c_acctbal) from customer group by c_nationkey
having max(c_acctbal) > all (select s_acctbal from supplier where s_nationkey = c_nationkey) order by 1;

-- name: subquery_over_the_same_table_twice
select l1.l_orderkey, l1.l_linenumber from lineitem l1 where l1.l_orderkey < 40
and l1.l_quantity = (select max(l2.l_quantity) from lineitem l2 where l2.l_orderkey = l1.l_orderkey
and l2.l_suppkey in (select l3.l_suppkey from lineitem l3 where l3.l_orderkey = l2.l_orderkey)) order by 1, 2;

-- name: scalar_aggregate_without_rows
select r_name, (select sum(n_nationkey) from nation where n_regionkey = r_regionkey and n_nationkey > 20) as s,
(select count(*) from nation where n_regionkey = r_regionkey and n_nationkey > 20) as c from region order by 1;

-- name: sub_query_in_an_aggregate_of_a_sub_query
select r_name, (select max((select count(*) from supplier where s_nationkey = n_nationkey and s_suppkey > r_regionkey * 20)) from nation where n_regionkey = r_regionkey) as m from region order by 1;

-- name: sub_queries_that_look_two_levels_up
select r_name, (select max((select count(*) from supplier where s_nationkey = n_nationkey and s_suppkey > r_regionkey * 20)) + count(*) from nation where n_regionkey = r_regionkey) as m, (select count(*) from nation where n_regionkey = r_regionkey and exists (select 1 from supplier where s_nationkey = n_nationkey and s_acctbal > r_regionkey * 1000)) as c from region order by 1;

-- name: sub_query_in_a_string_agg
select n_name, (select string_agg(s_name || (select r_name from region where r_regionkey = n_regionkey), ',' order by s_suppkey) from supplier where s_nationkey = n_nationkey) as x from nation order by 1;

-- name: one_table_at_three_levels
select a.n_name, (select count(*) from nation b where b.n_regionkey = a.n_regionkey and b.n_nationkey <= a.n_nationkey) as pos, (select min((select c.n_name from nation c where c.n_nationkey = b.n_nationkey and c.n_regionkey = a.n_regionkey)) from nation b where b.n_regionkey = a.n_regionkey) as mn from nation a order by 1;

-- name: sub_query_in_order_by_over_a_join
select t.n_name, (select count(*) from supplier t0 where t0.s_nationkey = t.n_nationkey) as c from nation t join region t1 on t.n_regionkey = t1.r_regionkey order by (select max(s_acctbal) from supplier where s_nationkey = t.n_nationkey and t1.r_regionkey >= 0) desc nulls last, 1;

-- name: innermost_looks_at_both_outer_queries
select n_name from nation where exists (select 1 from supplier where s_nationkey = n_nationkey and exists (select 1 from customer where c_nationkey = n_nationkey and c_acctbal > s_acctbal and c_custkey < 100)) order by 1;

-- name: sub_query_in_a_lateral_aggregate
select r_name, x.c from region r, lateral (select count(*) as c, max((select max(s_acctbal) from supplier where s_nationkey = n_nationkey and s_suppkey > r.r_regionkey)) as m from nation where n_regionkey = r.r_regionkey) x order by 1;

-- name: sub_query_over_group_keys
select n_regionkey, count(*) as c, (select r_name from region where r_regionkey = n_regionkey) as r from nation group by n_regionkey order by 1;

-- name: sub_query_in_a_filter_clause
select n_regionkey, max(n_name) filter (where n_nationkey > (select avg(m.n_nationkey) from nation m where m.n_regionkey = 1)) as r from nation n group by n_regionkey order by 1;

-- name: sub_query_over_the_table_of_the_groups
select c_nationkey, sum(c_acctbal) - (select avg(c_acctbal) from customer i where i.c_nationkey = o.c_nationkey) as d from customer o group by c_nationkey order by 1;

-- name: sub_query_under_distinct_on
select distinct on (o_custkey) o_custkey, o_orderkey, (select c_name from customer where c_custkey = o_custkey) as n from orders order by o_custkey, o_orderdate desc, o_orderkey limit 10;

-- name: sub_query_in_a_window
select n_name, row_number() over (partition by n_regionkey order by (select count(*) from supplier where s_nationkey = n_nationkey) desc, n_name) as rn from nation order by 1;

-- name: sub_queries_over_one_cte
with t as (select n_nationkey as k, n_regionkey as r from nation) select a.k, (select count(*) from t b where b.r = a.r) as c, (select count(*) from t b where b.k < a.k) as d from t a where exists (select 1 from t c where c.k = a.k + 1) order by 1;

-- name: sum_of_sub_queries_over_a_join
select (select count(*) from nation where n_regionkey = r.r_regionkey) + (select count(*) from supplier join nation on s_nationkey = n_nationkey where n_regionkey = r.r_regionkey) as total, r.* from region r order by 1, 2;

-- name: unread_sub_query_of_an_aggregate
select x.n_name from (select n.n_name, (select max(r_name) from region) as m from nation n where n.n_nationkey < 3) x order by 1;

-- name: unread_sub_query_of_an_aggregate_beneath_a_condition
select 1 from (select y.n_nationkey, (select max(r_name) from region where r_regionkey in (select n_regionkey from nation)) as m from nation y) x
where x.n_nationkey / 3 > 37;
