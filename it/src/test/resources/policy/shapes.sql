select * from customers

select * from sales_analytics.customers

select * from colonnade.sales_analytics.customers

select * from "sales_analytics"."customers"

select c.* from customers as c

select "c"."name", "c"."phone" from "customers" "c"

select id, name as n, phone as p, account_balance as b from customers

select count(*) from customers

select count(*) from orders

select count(*) from lineitems

select count(*), count(name), count(distinct name), min(name), max(name) from customers

select count(*) from customers where name = '[REDACTED]'

select count(*) from customers where name like 'Customer%'

select count(*) from customers where phone = '33-'

select phone, count(*) from customers group by phone

select count(*) from customers where phone like '%-%-%'

select count(*) from customers where length(phone) > 3

select distinct phone from customers

select distinct account_balance from customers

select account_balance, count(*) from customers group by account_balance

select count(*) from customers where account_balance = 5000

select count(*) from customers where account_balance > 4999.99 and account_balance < 5000.01

select count(*) from customers where account_balance between 1 and 499

select sum(account_balance), avg(account_balance), min(account_balance), max(account_balance) from customers

select nation, sum(account_balance) from customers group by nation having sum(account_balance) > 10000

select account_balance from customers order by account_balance desc, id limit 20

select id, account_balance from customers order by account_balance, id offset 5 rows fetch next 7 rows only

select id, rank() over (order by account_balance) from customers

select id, row_number() over (partition by phone order by id) from customers

select id, sum(account_balance) over (partition by nation) from customers

select id, lag(account_balance) over (order by id) from customers

select id, first_value(phone) over (partition by nation order by id) from customers

select case when account_balance > 4500 then 'rich' else 'poor' end as w, count(*) from customers group by 1

select case when phone = '33-' then name else phone end from customers

select coalesce(name, 'x') || phone from customers

select upper(name), substring(phone, 1, 1), left(phone, 12), right(phone, 2) from customers

select account_balance + 1, account_balance * 2, account_balance / 7, -account_balance, abs(account_balance) from customers

select cast(account_balance as integer), name::text from customers

select c.name, o.id, o.total_price from customers c join orders o on o.customer_id = c.id

select a.id, b.id from customers a join customers b on a.name = b.name and a.id = b.id + 1

select count(*) from customers a join customers b on a.account_balance = b.account_balance

select count(*) from customers a join customers b on a.phone = b.phone

select c.id, o.id from customers c left join orders o on o.customer_id = c.id

select c.id, o.id from orders o right join customers c on o.customer_id = c.id

select c.id, o.id from orders o full join customers c on o.customer_id = c.id

select count(*) from customers cross join (values (1), (2)) as v(x)

select c.id, v.x from customers c join (values ('33-', 1), ('23-', 2)) as v(p, x) on v.p = c.phone

select c.id, v.x from customers c left join (values (5000.00, 1)) as v(p, x) on v.p = c.account_balance

select count(*) from customers, orders where customers.id = orders.customer_id and customers.account_balance > 0

select id from customers where exists (select 1 from orders o where o.customer_id = customers.id and o.total_price > 100000)

select id from customers where not exists (select 1 from orders o where o.customer_id = customers.id)

select id from customers where id in (select customer_id from orders)

select id from customers where id not in (select customer_id from orders)

select id from customers c where account_balance > (select avg(account_balance) from customers d where d.nation = c.nation)

select id from customers where account_balance >= all (select account_balance from customers)

select id from customers where account_balance = any (select max(account_balance) from customers group by nation)

select id, (select count(*) from orders o where o.customer_id = c.id) from customers c

select id, (select max(name) from customers d where d.id = c.id) from customers c

select (select count(*) from customers), (select count(*) from orders)

with c as (select name, phone, id from customers) select * from c

with c as (select * from customers), o as (select * from orders) select c.name, count(*) from c join o on o.customer_id = c.id group by c.name

with a as (select phone p from customers), b as (select p from a where p < '3') select p, count(*) from b group by p

select * from (select name, phone, account_balance from customers) as t where account_balance > 0

select t.p from (select s.phone as p from (select * from customers) as s) as t

select phone from customers union select priority from orders

select phone from customers union all select name from customers

select id from customers intersect select customer_id from orders

select id from customers except select customer_id from orders

select phone from customers except all select phone from customers where account_balance > 0

select distinct on (nation) nation, id, name, phone from customers order by nation, id

select distinct on (phone) phone, account_balance from customers order by phone, account_balance, id

select nation, market_segment, count(*) from customers group by grouping sets ((nation), (market_segment), ())

select nation, phone, count(*), grouping(nation) from customers group by rollup (nation, phone)

select phone, account_balance, count(*) from customers group by cube (phone, account_balance)

select count(*) filter (where account_balance > 0), count(*) filter (where name = 'Customer#000000001') from customers

select nation, string_agg(phone, ',' order by id) from customers group by nation

select string_agg(distinct phone, ',') from customers

select stddev(account_balance), variance(account_balance) from customers

select percentile_cont(0.5) within group (order by account_balance) from customers

select c.id, l.n from customers c, lateral (select count(*) as n from orders o where o.customer_id = c.id) as l

select c.id, o.id from customers c join lateral (select id from orders o where o.customer_id = c.id order by total_price desc, id limit 1) o on true

select extract(year from ordered_on), count(*), sum(total_price) from orders group by extract(year from ordered_on)

select date_trunc('month', ordered_on), count(*) from orders group by 1

select priority, count(*) from orders where ordered_on >= date '1995-01-01' and ordered_on < date '1995-01-01' + interval '3 months' group by priority

select o.status, sum(l.extended_price * (1 - l.discount)) from orders o join lineitems l on l.order_id = o.id group by o.status

select part, quantity from lineitems where part like '%green%' and quantity > 45

select c.nation, sum(l.extended_price) from customers c join orders o on o.customer_id = c.id join lineitems l on l.order_id = o.id group by c.nation order by c.nation

select customer_id from orders group by customer_id having count(*) > 20

select * from customers where id = (select min(id) from customers)

select * from customers where (id, phone) in (select id, phone from customers where nation = 'FRANCE')

select * from customers where id in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)

select * from customers where not (nation = 'FRANCE') and nation is not null

select * from customers where nation ilike 'fr%' or nation similar to 'G%' or nation ~ '^R'

select id / 2, id % 7, sqrt(id), ln(id), power(id, 2), round(id / 3.0, 2) from customers where id / 2 > 3

select 1 / (id - id + 1) from customers where 10 / id >= 0

select nullif(name, '[REDACTED]'), greatest(phone, nation), least(id, 5) from customers

select id from customers where name is null or phone is not null

select id from customers where phone is distinct from '33-'

select count(*) from (select distinct name, phone from customers) as t

select max(n) from (select count(*) as n from orders group by customer_id) as t

select account_balance from customers group by account_balance order by account_balance limit 3

select t.id from customers t where t.id in (select u.customer_id from orders u where u.total_price > (select avg(v.total_price) from orders v))
