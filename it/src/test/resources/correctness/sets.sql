-- name: union
select n_regionkey from nation union select r_regionkey from region order by 1;

-- name: union_all
select n_regionkey from nation where n_nationkey < 5 union all select r_regionkey from region order by 1;

-- name: union_takes_the_first_names
select n_nationkey as id, n_name as name from nation where n_nationkey < 3 union select r_regionkey, r_name from region order by name;

-- name: intersect
select n_nationkey from nation intersect select r_regionkey from region order by 1;

-- name: intersect_all
select n_regionkey from nation where n_nationkey < 12 intersect all select s_nationkey % 5 from supplier where s_suppkey < 6 order by 1;

-- name: except
select n_nationkey from nation except select s_nationkey from supplier order by 1;

-- name: except_all
select n_regionkey from nation except all select r_regionkey from region order by 1;

-- name: nested_set_operations
(select 1 as a union select 2) except (select 2 union all select 3) union all select 9 order by 1;

-- name: intersect_binds_tighter
select 1 as a union select 2 intersect select 2 order by a;

-- name: union_of_types
select 1 as a union all select 2.50 union all select n_nationkey from nation where n_nationkey = 7 order by a;

-- name: union_of_texts_of_other_lengths
select 'a' as t union all select 'longer' union all select n_name from nation where n_nationkey = 1 order by t;

-- name: union_with_null
select null as a union all select 1 union all select null order by a nulls first;

-- name: union_of_limited_queries
(select n_name from nation order by n_name limit 2) union all (select n_name from nation order by n_name desc limit 2) order by 1;

-- name: union_with_limit_and_offset
select n_nationkey from nation union all select r_regionkey from region order by 1 limit 5 offset 3;

-- name: set_operation_in_a_derived_table
select k, count(*) from (select n_regionkey as k from nation union all select r_regionkey from region) x group by k order by k;

-- name: set_operation_in_a_subquery
select s_name from supplier where s_nationkey in (select 1 union select 3) order by 1;

-- name: set_operation_of_joins_without_order
select r_name from region join nation on n_regionkey = r_regionkey union select c_mktsegment from customer;

-- name: union_with_aggregate
select count(*) as c from nation union all select count(*) from region order by c;

-- name: cte
with europe as (select n.* from nation n join region r on n.n_regionkey = r.r_regionkey where r_name = 'EUROPE')
select n_name from europe order by n_name;

-- name: cte_used_twice
with totals as (select o_custkey as k, sum(o_totalprice) as t from orders group by o_custkey)
select count(*) from totals a join totals b on a.t < b.t and a.k = b.k + 1;

-- name: cte_of_a_cte
with a as (select n_nationkey as k from nation), b as (select k * 2 as k from a), c as (select a.k from a join b on a.k = b.k)
select k from c order by k;

-- name: nested_cte
with x as (with y as (select 1 as n union all select 2) select n + 10 as n from y) select n from x order by n;

-- name: cte_hides_a_table
with nation as (select r_regionkey as n_nationkey, r_name as n_name from region) select n_nationkey, n_name from nation order by 1;

-- name: cte_hidden_by_an_inner_cte
with a as (select 1 as x) select * from (with a as (select 2 as x) select x from a) b, a;

-- name: cte_with_column_names
with t(k, label) as (select n_nationkey, n_name from nation) select label from t where k between 3 and 5 order by k;

-- name: cte_in_a_subquery
select r_name from region where r_regionkey in (with k as (select n_regionkey from nation where n_name = 'CHINA') select n_regionkey from k);

-- name: values
values (1, 'one'), (2, 'two'), (3, null);

-- name: values_with_order
select * from (values (3, 'c'), (1, 'a'), (2, 'b')) as t(n, s) order by n;

-- name: values_of_mixed_numbers
select v, v * 2 as twice from (values (1), (2.5), (-3)) as t(v) order by v;

-- name: values_joined
select n_name, label from nation join (values (1, 'one'), (2, 'two')) as t(k, label) on n_nationkey = k order by 1;
