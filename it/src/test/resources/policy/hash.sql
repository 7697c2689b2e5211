select id, address from customers

select address from customers where nation = 'FRANCE'

select address as a, upper(nation) from customers

select * from customers where address = (select min(address) from customers)

select id from customers where address < '8'

select id from customers where address >= 'a' and address <= 'f'

select id from customers where address like 'a%'

select id from customers where address like 'a!%' escape '!'

select count(*) from customers where address like '%a_b%' and nation = 'FRANCE'

select id from customers where address in (select address from customers where id < 50)

select id from customers where length(address) = 64

select count(*) from customers where address is null

select count(*) from customers where address is not null and market_segment = 'BUILDING'

select count(distinct address) from customers

select min(address), max(address), count(address) from customers

select address, count(*) from customers group by address

select address, count(*), sum(account_balance) from customers where nation <> 'FRANCE' group by address

select distinct address from customers

select nation, max(address) from customers group by nation

select nation, count(distinct address) from customers group by nation having max(address) > 'f'

select id, address from customers order by address, id

select id, address from customers order by address desc, id limit 5

select address from customers order by address offset 3 limit 4

select address from customers group by address order by address limit 3

select a.id, b.id from customers a join customers b on a.address = b.address

select a.id, b.id from customers a left join customers b on a.address = b.address and b.nation = 'FRANCE'

select c.id, o.id from customers c join orders o on o.customer_id = c.id where c.address < '4'

select c.address, sum(o.total_price) from customers c join orders o on o.customer_id = c.id group by c.address

select c.address, o.id from customers c join orders o on o.customer_id = c.id

select case when address < '8' then 'low' else 'high' end from customers

select left(address, 4), right(address, 2), address || '!' from customers

select address from customers union select name from customers

select address from customers union all select phone from customers

select address from customers intersect select address from customers where nation = 'FRANCE'

select address from customers except select address from customers where nation = 'FRANCE'

with c as (select id, address a from customers) select a from c where id < 100

with c as (select id, address a from customers) select id from c where a > 'c'

select id from customers c where exists (select 1 from customers d where d.address = c.address and d.id <= c.id)

select id from customers c where address in (select d.address from customers d where d.nation = c.nation)

select t.address from (select address, id from customers order by id limit 10) as t

select coalesce(address, 'x'), nullif(address, 'y') from customers

select id from customers where address <> name and phone = '33-'

select distinct address, nation from customers where account_balance > 0

select address from customers where id = 5 or id in (select customer_id from orders)

select c.id, o.n from customers c left join (select customer_id, count(*) n from orders group by customer_id) o on o.customer_id = c.id where c.address > 'e'
