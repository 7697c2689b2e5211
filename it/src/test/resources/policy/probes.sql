select id from customers where 1 / (id - $H) <> 5

select id from customers where 10 % (id - $H) <> 50

select count(*) from customers where 1.0 / (id - $H) < 2

select id from customers where cast(case when id = $H then 'x' else '1' end as integer) = 1

select id from customers where (case when id = $H then 'x' else '1' end)::bigint = 1

select id from customers where cast(case when id = $H then 'x' else '1.5' end as numeric) > 1

select id from customers where cast(case when id = $H then 'x' else '2020-01-01' end as date) > date '2019-01-01'

select id from customers where cast(case when id = $H then 'x' else '2020-01-01' end as timestamp) > timestamp '2019-01-01 00:00:00'

select id from customers where cast(case when id = $H then 'x' else 't' end as boolean)

select id from customers where cast(case when id = $H then 'x' else '1' end as double precision) > 0

select id from customers where (case when id = $H then 2147483647 else 1 end) + id > 0

select id from customers where (case when id = $H then 2147483647 else 1 end) * 2 > 0

select id from customers where cast(case when id = $H then 5000000000 else 1 end as integer) = 1

select id from customers where market_segment ~ (case when id = $H then '(' else 'A' end)

select id from customers where market_segment similar to (case when id = $H then '(' else 'A' end)

select id from customers where market_segment like (case when id = $H then left(market_segment, 3) || '\' else 'A' end)

select id from customers where sqrt(case when id = $H then -1 else 1 end) = 1

select id from customers where ln(case when id = $H then 0 else 1 end) = 0

select id from customers where log(case when id = $H then -1 else 1 end) = 0

select id from customers where power(case when id = $H then 0 else 1 end, -1) = 1

select id from customers where exp(case when id = $H then 100000 else 1 end) > 0

select id from customers where substring(nation from 1 for (case when id = $H then -1 else 1 end)) = 'F'

select id from customers where split_part(nation, 'A', (case when id = $H then 0 else 1 end)) = 'FR'

select id from customers where chr(case when id = $H then 0 else 65 end) = 'A'

select id from customers where make_date(2020, case when id = $H then 13 else 1 end, 1) > date '2019-01-01'

select id from customers where regexp_replace(nation, case when id = $H then '(' else 'A' end, 'x') <> ''

select id from customers where 1 / (id - $H) <> 5 and id = $H

select id from customers where id = $H and 1 / (id - $H) <> 5

select id from customers where id in (1 / (id - $H), 7)

select id from customers where 1 / (id - $H) between -1 and 1

select id from customers where not (1 / (id - $H) = 5)

select id from customers where coalesce(1 / (id - $H), 0) = 0

select id from customers where case when id > 0 then 1 / (id - $H) else 0 end = 0

select c.id from customers c join (values (1)) as v(x) on v.x >= 1 / (c.id - $H)

select c.id, v.x from customers c left join (values (1)) as v(x) on v.x >= 1 / (c.id - $H)

select c.id from (values (1)) as v(x) left join customers c on 1 / (c.id - $H) <= v.x

select a.id from customers a join customers b on a.id = b.id and 1 / (b.id - $H) < 2

select o.id from customers c join orders o on o.customer_id = c.id where 1 / (c.id - $H) < 2

select c.id, l.x from customers c, lateral (select 1 / (c.id - $H) as x) as l where l.x < 2

select c.id from customers c, lateral (select 1 as one from (values (1)) as v(y) where v.y / (c.id - $H) < 2) as l

select 1 / (id - $H) from customers

select id from customers order by 1 / (id - $H), id

select id from customers order by 1 / (id - $H), id limit 3

select 1 / (id - $H), count(*) from customers group by 1 / (id - $H)

select nation, sum(1 / (id - $H)) from customers group by nation

select nation, count(*) filter (where 1 / (id - $H) > 0) from customers group by nation

select nation, max(id) from customers group by nation having max(1 / (id - $H)) < 5

select distinct 1 / (id - $H) from customers

select id, rank() over (order by 1 / (id - $H)) from customers

select id, count(*) over (partition by 1 / (id - $H)) from customers

select id, max(1 / (id - $H)) over () from customers

select id, ntile(case when id = $H then 0 else 1 end) over (order by id) from customers where id = $H

select string_agg((1 / (id - $H))::text, ',') from customers

select id from customers where id = (select max(1 / (id - $H)) from customers)

select id from customers where exists (select 1 from customers d where 1 / (d.id - $H) > 0)

select id from customers where id in (select 1 / (id - $H) from customers)

select id from customers c where exists (select 1 from (values (0)) as v(x) where 1 / (v.x + c.id - $H) > 5)

select id from customers c where (select v.x from (values ($H, 1), ($H, 2)) as v(k, x) where v.k = c.id) = 1

select id from customers c where (select sum(v.x) from (values ($H, cast(1e308 as double precision)), ($H, cast(1e308 as double precision))) as v(k, x) where v.k = c.id) > 1

select id from customers c where (select max(w.n) from (select ntile(c.id - $H) over () as n from (values (1)) as v(x)) as w) = 1

with c as (select id, 1 / (id - $H) as x from customers) select id from c where x < 5

select id from (select id, 1 / (id - $H) as x from customers) as t where x < 5

select id from (select id from customers offset 0) as t where 1 / (id - $H) < 5

select id from customers where 1 / (id - $H) < 5 union select id from customers where 1 / (id - $H) > 5

select id from orders where customer_id / (customer_id - $H) < 100000

select l.id from lineitems l join orders o on l.order_id = o.id where 1 / (o.customer_id - $H) < 2

select id from customers where date '2020-01-01' + (case when id = $H then 2147483647 else 1 end) > date '2019-01-01'

select id, address from customers where 1 / (id - $H) < 5 and address > '0'

select address, sum(1 / (id - $H)) from customers group by address

select id from customers where id = $H and 1 / (id - $H) > 0

select id from customers where id in ($H, 1) and 1 / (id - $H) > 0

select id from customers where id between $H - 1 and $H + 1 and 1 / (id - $H) > 0

select id from customers where nation is not null and id = $H and 1 % (id - $H) = 0

select id from customers where id = $H and (nation = 'X' or 1 / (id - $H) > 0)

select id from customers where id = $H and not (nation <> 'X' and 1 / (id - $H) > 0)

select id from customers where id = $H and case when nation is null then false else 1 / (id - $H) > 0 end

select id from customers where id = $H and coalesce(nullif(1 / (id - $H), 0), 1) > 0

select id from customers where market_segment like '%' and id = $H and 1 / (id - $H) > 0

select id from customers where id = $H and cast(nation as integer) > 0

select id from customers where id = $H and cast(phone as date) > date '2020-01-01'

select id from customers where id = $H and cast((account_balance + 1) * 1000000000000 as integer) = 1

select id from customers where id = $H and sqrt(-1 - abs(account_balance)) = 1

select id from customers where id = $H and ln(-1 - abs(account_balance)) = 1

select id from customers where id = $H and substring(nation from 1 for -1 * id) = 'x'

select id from customers where id = $H and split_part(nation, 'A', id - $H) = 'x'

select id from customers where id = $H and chr(id - $H) = 'x'

select id from customers where id = $H and make_date(2020, 13, id) > date '2019-01-01'

select id from customers where id = $H and nation ~ ('(' || nation)

select id from customers where id = $H and nation similar to ('(' || nation)

select id from customers where id = $H and nation like (left(nation, 2) || '\')

select id from customers where id = $H and nation ilike (left(nation, 2) || '\')

select id from customers where id = $H and regexp_replace(nation, '(' || nation, 'x') = 'x'

select id from customers where id = $H and 2147483647 + id > 0

select id from customers where id = $H and 9223372036854775807 + cast(id as bigint) > 0

select id from customers where id = $H and power(0 * account_balance, -1) = 1

select id from customers where id = $H and cast(nation as boolean)

select id from customers where id = $H and cast(nation as timestamp) > timestamp '2020-01-01 00:00:00'

select id from customers where id = $H and cast(nation as numeric) > 1

select c.id from customers c join customers d on c.id = d.id and 1 / (d.id - $H) > 0 where c.id = $H

select c.id from customers c left join customers d on c.id = d.id and 1 / (c.id + d.id - $H - $H) > 0 where c.id = $H

select c.id from customers c full join customers d on c.id = d.id and 1 / (c.id + d.id - $H - $H) > 0 where c.id = $H

select c.id from customers c join (values ($H)) as v(x) on v.x = c.id where 1 / (c.id - v.x) > 0

select c.id from customers c join (select id, 1 / (id - $H) as q from customers) as d on d.id = c.id where c.id = $H and d.q > 0

select c.id, d.q from customers c left join (select id, 1 / (id - $H) as q from customers) as d on d.id = c.id where c.id = $H

select nation, count(*) from customers where id = $H group by nation, 1 / (id - $H)

select nation, sum(1 / (id - $H)) from customers where id = $H group by nation having count(*) > 0

select nation from customers where id = $H group by nation having max(1 / (id - $H)) > 0

select nation from customers group by nation having max(case when nation is not null then 1 / (id - $H) end) > 0

select id, 1 / (id - $H) from customers where id = $H order by 2

select distinct on (nation) nation, id from customers where id = $H order by nation, 1 / (id - $H)

select id, row_number() over (partition by nation order by 1 / (id - $H)) from customers where id = $H

select id, lag(id, 1 / (id - $H)) over (order by id) from customers where id = $H

select id from (select id, rank() over (order by nation) as r, 1 / (id - $H) as q from customers) as t where id = $H and q > 0

select id from customers where id = $H and exists (select 1 from customers d where d.id = $H and 1 / (d.id - $H) > 0)

select id from customers c where c.id = $H and (select max(1 / (d.id - c.id)) from customers d where d.id = c.id) > 0

select id from customers c where c.id = $H and c.id in (select d.id / (d.id - $H) from customers d where d.id = $H)

select id from customers where id = $H and 1 / (id - $H) = any (select id from customers)

select id from customers where id = $H and id > all (select 1 / (d.id - $H) from customers d where d.id = $H)

with c as (select id, 1 / (id - $H) as q from customers where id = $H) select a.id from c a join c b on a.q = b.q

select id from customers where id = $H and 1 / (id - $H) > 0 union all select id from customers where id = $H

select id from customers where id = $H except select 1 / (id - $H) from customers where id = $H

select c.id, l.q from customers c, lateral (select max(1 / (d.id - c.id)) as q from customers d where d.id = c.id) as l where c.id = $H

select count(*) filter (where 1 / (id - $H) > 0) from customers where id = $H

select string_agg((1 / (id - $H))::text, ',' order by id) from customers where id = $H

select id from customers where id = $H order by case when nation is not null then 1 / (id - $H) end

select case when id = $H then 1 / (id - $H) end from customers where id = $H
