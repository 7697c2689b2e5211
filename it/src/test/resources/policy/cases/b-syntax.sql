-- A1 all columns through this door
select * from people.persons

-- A2 all columns of orders
select * from people.orders

-- A3 all columns of a batch over a join
select * from people.items

-- A4 all columns of a batch without policy
select * from people."group"

-- A5 what anybody may see
select * from directory.persons

-- A6 filters with claims of every type
select * from annex.orders

-- A7 parameters do not switch the policy off
-- with: 3, 'open'
-- graphql: query($p1: Int!, $p2: PeopleOrdersStateValue!) { peopleOrders(where: {personId: {gte: $p1}, state: {eq: $p2}}) { id amount comment } }
select id, amount, comment from people.orders where person_id >= cast(? as integer) and state = cast(? as varchar)

-- A8 parameters in every clause [refused]
-- with: 1, 2, 0
select id + cast(? as integer), count(*) from people.persons group by id + cast(? as integer) having count(*) > cast(? as integer)

-- B1 pivot
-- as: select note, count(*) filter (where active), count(*) filter (where not active) from people.persons group by note
select * from (select note, active from people.persons) pivot (count(*) for active in (true, false))

-- B1 unpivot
-- as: select id, 'name', name from people.persons union all select id, 'note', note from people.persons where note is not null
select * from (select id, name, note from people.persons) unpivot (v for c in (name, note))

-- B1 match_recognize [refused]
select * from people.persons match_recognize (order by id pattern (a) define a as a.id > 0)

-- B3 exists
-- graphql: { peopleGroup(where: {persons: {some: {}}}) { id } }
select id from people."group" g where exists (select 1 from people.persons p where p.group_id = g.id)

-- B3 not exists
-- graphql: { peopleGroup(where: {persons: {none: {}}}) { id } }
select id from people."group" g where not exists (select 1 from people.persons p where p.group_id = g.id)

-- B3 exists of what only hidden rows have
select id from people."group" where exists (select 1 from people.persons p where p.divisor = 0)

-- B3 exists of related rows of which all are hidden
-- graphql: { peopleGroup(where: {persons: {some: {divisor: {eq: 0}}}}) { id } }
select g.id from people."group" g where exists (select 1 from people.persons p where p.group_id = g.id and p.divisor = 0)

-- B3 exists of rows related to related rows
-- graphql: { peoplePersons(where: {orders: {some: {items: {some: {pieces: {gte: 2}}}}}}) { id } }
select p.id from people.persons p where exists (select 1 from people.orders o where o.person_id = p.id and exists (select 1 from people.items i where i.order_id = o.id and i.pieces >= 2))

-- B3 in
-- graphql: { peopleOrders(where: {person: {some: {}}}) { id } }
select id from people.orders where person_id in (select id from people.persons)

-- B3 not in
-- graphql: { peopleOrders(where: {personId: {isNull: false}, person: {none: {}}}) { id } }
select id from people.orders where person_id not in (select id from people.persons)

-- B3 not in with hidden NULLs
select id from people."group" where id not in (select group_id from people.persons where group_id is not null)

-- B3 any
select id from people.persons where id = any (select person_id from people.orders)

-- B3 all
select id from people.persons where points >= all (select points from people.persons where points is not null)

-- B3 all of nothing visible
select id from people."group" where id > all (select divisor from people.persons where divisor = 0)

-- B3 double negation
-- graphql: { peopleGroup(where: {not: {not: {persons: {some: {}}}}}) { id } }
select id from people."group" g where not (not exists (select 1 from people.persons p where not (p.group_id <> g.id)))

-- B3 correlated by the outer alias of a masked column
select id from people.persons p where exists (select 1 from people.persons q where q.name = p.name and q.id <> p.id)

-- B3 correlated twice
select id from people.persons p where exists (select 1 from people.orders o where o.person_id = p.id and exists (select 1 from people.items i where i.order_id = o.id and i.pieces >= p.divisor))

-- B3 unknown table inside a sub-query alone [refused 42P01]
select id from people.persons where exists (select 1 from vault.vt_person)

-- B3 hidden projection inside a sub-query alone
select id from people.persons where id in (select id from staff.persons)

-- B4 sub-query in group by
select count(*) from people.persons p group by (select max(g."order") from people."group" g where g.id = p.group_id)

-- B4 sub-query in the list
select id, (select count(*) from people.orders o where o.person_id = p.id) from people.persons p

-- B4 scalar sub-query over a masked column
select id, (select max(q.name) from people.persons q where q.id <= p.id) from people.persons p

-- B4 sub-query in having
select state, count(*) from people.orders group by state having count(*) > (select count(*) from people.persons)

-- B4 sub-query in case
select id, case when (select count(*) from people.persons where divisor = 0) > 0 then 'seen' else 'clean' end from people."group"

-- B4 sub-query in order by
select id from people.persons p order by (select count(*) from people.orders o where o.person_id = p.id), id

-- B4 sub-query in join on [or refused]
select g.id, p.id from people."group" g join people.persons p on p.group_id = g.id and p.points > (select min(points) from people.persons)

-- B4 distinct on
select distinct on (name) name, id, points from people.persons order by name, id

-- B4 named window
select id, count(*) over w from people.persons window w as (partition by points)

-- B4 qualify
-- as: select id, name from (select id, name, row_number() over (partition by name order by id) as n from people.persons) as t where n = 1
select id, name from people.persons qualify row_number() over (partition by name order by id) = 1

-- B4 grouping sets
select state, qty, count(*), sum(amount) from people.orders group by grouping sets ((state), (qty), (state, qty), ())

-- B4 rollup with grouping
select name, active, count(*), grouping(name, active) from people.persons group by rollup (name, active)

-- B4 cube
select active, points, count(*) from people.persons group by cube (active, points)

-- B4 any of an array [refused]
select id from people.persons where id = any (array[(select max(id) from people.persons)])

-- B4 collate [refused]
select id from people.persons order by name collate "C", id

-- B4 values with a sub-query [or refused]
select v.x from (values ((select count(*) from people.persons)), (0)) as v(x) order by 1

-- B4 lateral
select p.id, o.n, o.s from people.persons p, lateral (select count(*) as n, sum(amount) as s from people.orders o where o.person_id = p.id) as o

-- B4 lateral with order and limit
-- graphql: { peoplePersons(where: {orders: {some: {}}}) { id orders(orderBy: [{amount: DESC}, {id: ASC}], limit: 1) { id } } }
select p.id, o.id from people.persons p join lateral (select o.id from people.orders o where o.person_id = p.id order by o.amount desc, o.id limit 1) as o on true

-- B4 tablesample [refused]
select count(*) from people.persons tablesample system (100)

-- B4 for update [refused]
select id from people.persons for update

-- B6 two statements [refused]
select id from people."group"; select * from staff.persons

-- B6 two statements, the second one empty of spaces [refused]
select 1;select name from people.persons

-- B6 two statements behind a comment [refused]
select 1 /* ; */; /* x */ select 2

-- B6 one statement and its semicolon
select id from people."group" order by id;

-- B6 comments within
select /* people */ id -- staff.persons
from /* staff. */ people.persons /* where */ where /* not */ active

-- B6 nested comments [refused]
select id /* one /* two */ still */ from people."group"

-- B8 broken text is refused [refused 42601]
select id from people.persons where

-- B8 unbalanced quote [refused]
select id from people.persons where name = 'x

-- B8 unknown syntax [refused]
select id from people.persons where id @@ 5

-- B8 only a table [or refused]
table people.persons

-- B8 nothing at all [refused]
--

-- B9 union
select name from people.persons union select comment from people.orders

-- B9 union all
select name from people.persons union all select name from annex.persons union all select name from "people@1".persons

-- B9 intersect
select id from people.persons intersect select person_id from people.orders

-- B9 intersect all [or refused]
select points from people.persons intersect all select points from people.persons where active

-- B9 except
select id from people."group" except select group_id from people.persons

-- B9 except all
select name from people.persons except all select name from people.persons where active

-- B9 except against the same table under another policy
select id from "people@1".persons except select id from people.persons

-- B9 with
with p as (select * from people.persons), o as (select * from people.orders) select p.name, count(*) from p join o on o.person_id = p.id group by p.name

-- B9 with of with
with a as (select id, name n from people.persons), b as (select n, count(*) c from a group by n), c as (select * from b where c > 0) select * from c

-- B9 with that hides a table of the same name
with persons as (select id from people."group") select * from persons

-- B9 with recursive [refused]
with recursive t(n) as (select min(id) from people.persons union all select n + 1 from t where n < 5) select n from t

-- B9 with that writes [refused]
with x as (delete from people.persons returning *) select * from x

-- B9 left join
-- graphql: { peopleGroup { id persons { id name } } }
select g.id, p.id, p.name from people."group" g left join people.persons p on p.group_id = g.id

-- B9 left join onto hidden rows
-- graphql: { peopleOrders { id person { name } } }
select o.id, p.name from people.orders o left join people.persons p on p.id = o.person_id

-- B9 right join
-- graphql: { peoplePersons { orders { id } id } }
select o.id, p.id from people.orders o right join people.persons p on p.id = o.person_id

-- B9 full join
select o.id, p.id from people.orders o full join people.persons p on p.id = o.person_id

-- B9 cross join
select count(*) from people.persons cross join people.orders

-- B9 natural join
select id from people.persons natural join (select id from people."group") g

-- B9 using
select id, p.name, q.name from people.persons p join annex.persons q using (id)

-- B9 self join
select a.id, b.id from people.persons a join people.persons b on a.name = b.name and a.id < b.id

-- B9 comma join
-- graphql: { peoplePersons(where: {active: {eq: true}, orders: {some: {}}}) { id orders { id } } }
select p.id, o.id from people.persons p, people.orders o where p.id = o.person_id and p.active

-- B9 semi join of three
-- graphql: { peopleItems(where: {order: {some: {person: {some: {active: {eq: true}}}}}}) { id } }
select id from people.items where order_id in (select id from people.orders where person_id in (select id from people.persons where active))

-- B9 nested tables
select t.n from (select s.name as n from (select * from people.persons) as s) as t

-- B9 order, limit, offset
-- graphql: { peoplePersons(orderBy: [{points: DESC_NULLS_LAST}, {id: ASC}], limit: 3, offset: 1) { id points } }
select id, points from people.persons order by points desc nulls last, id limit 3 offset 1

-- B9 fetch first
-- graphql: { peoplePersons(orderBy: [{name: ASC}, {id: ASC}], limit: 3, offset: 2) { id name } }
select id, name from people.persons order by name, id offset 2 rows fetch next 3 rows only

-- B9 count
-- graphql: { peoplePersonsAggregate { count nickCount pointsCountDistinct nameCountDistinct } }
select count(*), count(nick), count(distinct points), count(distinct name) from people.persons

-- B9 empty aggregate
select sum(points), min(name), max(born), bool_and(active) from people.persons where divisor = 0

-- B9 windows
select id, rank() over (order by points), sum(points) over (partition by active), first_value(name) over (order by id), lag(balance) over (order by id) from people.persons

-- B9 window frames
select id, sum(points) over (order by id rows between 1 preceding and 1 following) from people.persons

-- B9 filter clause
select count(*) filter (where divisor = 0), count(*) filter (where name like 'QZX%') from people.persons

-- B9 string_agg
select string_agg(name, ',' order by id), string_agg(distinct note, ',') from people.persons

-- B9 percentile
select percentile_cont(0.5) within group (order by points) from people.persons
