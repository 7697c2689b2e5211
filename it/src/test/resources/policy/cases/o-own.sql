-- O an alias with a hidden column's name sorts by itself
select id as vt_tenant from people.persons order by vt_tenant

-- O an alias with a hidden column's name groups by itself
select name as vt_tenant, count(*) from people.persons group by vt_tenant

-- O a sub-query's column with a hidden column's name
select t.vt_tenant, t.vt_level from (select id as vt_tenant, points as vt_level from people.persons) as t

-- O a natural join does not see hidden columns
select p.id, p.name from people.persons p natural join (select 'south' as vt_tenant, 99 as vt_level, 1 as id from people."group" where id = 1) as t

-- O a hidden column of the row around [refused]
select id from people.persons p where exists (select 1 from people."group" g where g.id = p.vt_level)

-- O a hidden column under a test for NULL [refused]
select id from people.persons where (vt_level is null) is not null

-- O an ordinal behind the last visible column [refused]
select * from people.persons order by 22

-- O an ordinal that is the last visible column
select * from people.orders order by 9, 1

-- O nothing is evaluated under limit 0
select 1 / divisor from people.persons limit 0

-- O an offset behind the end
-- graphql: { peoplePersons(orderBy: [{id: ASC}], offset: 1000) { id } }
select id from people.persons order by id offset 1000

-- O limit all
-- graphql: { peoplePersons(orderBy: [{id: ASC}]) { id } }
select id from people.persons order by id limit all

-- O hidden rows do not fill a limit
select id from people.persons order by id desc limit 2

-- O hidden rows do not move an offset
-- graphql: { peoplePersons(orderBy: [{id: ASC}], offset: 3, limit: 2) { id } }
select id from people.persons order by id offset 3 limit 2

-- O hidden rows do not count in a window
select id, count(*) over (), row_number() over (order by id), percent_rank() over (order by id) from people.persons

-- O hidden rows do not come before or after
select id, lag(id) over (order by id), lead(id) over (order by id), first_value(id) over (order by id), last_value(id) over (order by id rows between unbounded preceding and unbounded following) from people.persons

-- O what one policy has more than another
select id from "people@1".persons where id not in (select id from people.persons)

-- O the same row through two policies
select p.id, p.name, q.name, p.balance, q.balance from people.persons p join "people@1".persons q on q.id = p.id

-- O one policy's number looked for in another's
select p.id from people.persons p where p.balance in (select q.balance from "people@1".persons q)

-- O three names of one person
select p.name, q.name, d.name from people.persons p left join "people@1".persons q on q.id = p.id left join directory.persons d on d.id = p.id

-- O a masked NULL is like any other
-- graphql: { peoplePersons(where: {nick: {isNull: true}, or: [{note: {neq: "f"}}, {note: {isNull: true}}]}) { id } }
select id from people.persons where nick is not distinct from null and note is distinct from 'f'

-- O order of masked NULLs
select id, nick, note from people.persons order by nick nulls first, note nulls last, id

-- O distinct and order by a masked column
-- graphql: { peoplePersonsAggregate(groupBy: {name: true}, orderBy: [{name: DESC}]) { name } }
select distinct name from people.persons order by name desc

-- O string_agg in the order of a masked column
select string_agg(id::text, ',' order by points, id) from people.persons

-- O like with an escape on a masked text
select id from people.persons where name like 'A!_a' escape '!' or name like 'A__'

-- O like with a wildcard in the masked text
-- graphql: { peoplePersons(where: {or: [{note: {like: "\\%"}}, {note: {like: "é%"}}]}) { id } }
select id from people.persons where note like '\%' or note like 'é%'

-- O row comparison [or refused]
select id from people.persons where (id, name) < (5, 'B') and (name, id) >= ('A', 1)

-- O rows in a list
select id from people.persons where (id, name) in ((1, 'Ada'), (1, 'Ada Lovelace'), (2, 'Alan Turing'))

-- O rows in a sub-query
select id from people.persons where (group_id, name) in (select group_id, name from people.persons where id > 3)

-- O between in both directions
select id from people.persons where points between symmetric 30 and 5

-- O constants that hide a failure
select id from people."group" where 1 = 1 or 1 / (id - id) = 1

-- O never true
-- graphql: { peoplePersons(where: {or: []}) { id } }
select id from people.persons where false and 1 / divisor > 0

-- O neither true nor false
select id from people.persons where null

-- O having without groups
-- graphql: { peoplePersonsAggregate(having: {count: {gt: 0}}) { count } }
select count(*) from people.persons having count(*) > 0

-- O having never
-- graphql: { peoplePersonsAggregate(having: {count: {lt: 0}}) { count } }
select count(*) from people.persons having count(*) < 0

-- O grouped by nothing
-- graphql: { peoplePersonsAggregate { count nameMin } }
select count(*), min(name) from people.persons group by ()

-- O aggregate of an aggregate
select active, sum(sum(points)) over (order by active nulls last) from people.persons group by active

-- O count of everything thrice
select count(*) from people.persons a, people.persons b, people."group" c where a.id <= b.id

-- O the target list of exists is not evaluated
select id from people."group" where exists (select 1 / 0 from people.persons where divisor = 0)

-- O join on true
select g.id, p.id from people."group" g join people.persons p on true

-- O join on false
select g.id, p.id from people."group" g left join people.persons p on false

-- O join on unknown
select g.id, p.id from people."group" g full join people.persons p on g.id = p.group_id and p.active is null

-- O full join of masked columns
select a.name, b.name from people.persons a full join annex.persons b on a.name = b.name

-- O left join lateral [or refused]
select g.id, l.n from people."group" g left join lateral (select count(*) as n, max(p.name) as m from people.persons p where p.group_id = g.id) as l on l.n > 1

-- O bool_or over a hidden condition
select bool_or(divisor = 0), bool_and(divisor > 0), max(case when divisor = 0 then name end) from people.persons

-- O a guard that the user writes
select id, 10 / nullif(divisor, 0) from people.persons

-- O all names of a CTE that is used twice
with p as (select id, name, points from people.persons) select a.name, b.name from p a join p b on a.points = b.points and a.id < b.id

-- O a masked column in and of itself
select id from people.persons where name in (select name from people.persons where points > 10)

-- O a combining character is not the same
-- graphql: { peoplePersonsAggregate(where: {name: {eq: "Émi"}}) { count } }
select count(*) from people.persons where name = 'Émi'

-- O length of what is cut within a character
select id, length(name), octet_length(name), length(note) from people.persons

-- O an alias that ends its quotes
select id as "x"" from staff.persons --" from people."group" order by 1

-- O a table alias full of SQL
select "; drop table x; --"."id" from people."group" as "; drop table x; --" order by 1

-- O a table alias with a dot
select "a.b"."id" from people."group" as "a.b" order by 1

-- O comments within a name
select id from people/**/./**/persons

-- O a line comment that a carriage return does not end [refused]
select id -- staff from people.persons

-- O a literal with U&
-- graphql: { peoplePersonsAggregate(where: {name: {eq: "Ada"}}) { count } }
select count(*) from people.persons where name = U&'\0041da'

-- O NUL in a literal [refused]
select count(*) from people.persons where name = E'a\u0000b'

-- O the largest literals
select count(*) from people.persons where big < 9223372036854775807 and balance > -1e30

-- O a number that no double holds
-- graphql: { peoplePersons(where: {or: [{big: {eq: 9007199254740992}}, {big: {eq: "9007199254740993"}}]}) { id } }
select id from people.persons where big = 9007199254740992 or big = 9007199254740993

-- O an epoch below the mask
select id, extract(epoch from seen) from people.persons where id < 11

-- O a date below the mask by arithmetic
select id, born - date '1800-01-01' from people.persons

-- O months of orders
select id, placed + interval '1 month', extract(day from placed) from people.orders where id < 900

-- O a truncated date met by an open one
select o.id, a.id from people.orders o join annex.orders a on a.due = o.placed

-- O hidden states [refused]
-- graphql: { peopleOrdersAggregate(groupBy: {state: true}, where: {region: {eq: "secret"}}) { state count amountMax } }
select state, count(*), max(amount) from people.orders where region = 'secret' group by state

-- O amounts of what the filter's OR lets in
-- graphql: { peopleOrders(where: {personId: {isNull: true}}) { id amount } }
select id, amount from people.orders where person_id is null

-- O the filter's NULLs
select count(*) from people.orders o where o.person_id not in (select p.id from people.persons p) or o.person_id is null

-- O orphans
select i.id from people.items i left join people.orders o on o.id = i.order_id where o.id is null

-- O orphans by not exists
-- graphql: { peopleItems(where: {order: {none: {}}}) { id } }
select i.id from people.items i where not exists (select 1 from people.orders o where o.id = i.order_id)

-- O a chain of keys
select p.id, count(i.id), sum(i.price) from people.persons p join people.orders o on o.person_id = p.id join people.items i on i.order_id = o.id group by p.id

-- O fifty unions
select count(*) from people.persons union all select count(*) from people.persons where id = 1 union all select count(*) from people.persons where id = 21 union all select count(*) from people.persons where id = 31 union all select count(*) from people.persons where divisor = 0 union all select count(*) from people.persons where name = 'QZX' union all select count(*) from people.orders union all select count(*) from people.items union all select count(*) from annex.orders

-- O ids of hidden rows
-- graphql: { peoplePersons(where: {id: {in: [9, 10, 21, 22, 23, 24, 31, 32, 33, 34, 35, 36, 37, 38]}}) { id } }
select id from people.persons where id in (9, 10, 21, 22, 23, 24, 31, 32, 33, 34, 35, 36, 37, 38)

-- O ids that are hidden, one by one, with their existence [or refused]
select v.x, exists (select 1 from people.persons p where p.id = v.x) from (values (1), (9), (21), (31), (99)) as v(x)

-- O scalar sub-query by a hidden key
select v.x, (select p.name from people.persons p where p.id = v.x) from (values (1), (9), (21), (31), (99)) as v(x)

-- O correlation of columns
select corr(points, divisor), covar_pop(points, id) from people.persons where id < 10

-- O any of values
select id from people.persons where points = any (select v.x from (values (10), (20)) as v(x))

-- O in NULL
select id from people.persons where group_id in (select null::integer from people."group")

-- O with ties [refused]
select id from people.persons order by points fetch first 2 rows with ties

-- O a claim's name as a parameter [refused]
select id from people.persons where name = :tenant

-- O a function of the filter column through an alias of the table [refused]
select upper(orders.region) from people.orders as orders

-- O the same alias at two levels
select p.id from people.persons p where p.id in (select p.person_id from people.orders p where p.amount > 0)

-- O a column that only one of two tables shows
select id, email from people.persons join (select 1 as one from people."group" where id = 1) as t on true

-- O window over a union [or refused]
select x, rank() over (order by x) from (select points as x from people.persons union select qty from people.orders) as t

-- O set operation of two policies with its order
select id, name from people.persons union select id, name from "people@1".persons order by 1, 2

-- O json text is not cut
select id, doc from people.persons where id < 9

-- O uuid compared
-- graphql: { peoplePersons(where: {code: {eq: "00000000-0000-0000-0000-000000000002"}}) { id } }
select id from people.persons where code = '00000000-0000-0000-0000-000000000002'

-- O instants at the end of days
-- graphql: { peoplePersons(where: {seen: {eq: "2024-01-01T00:00:00Z"}}) { id } }
select id from people.persons where seen = timestamp with time zone '2024-01-01 00:00:00+00'

-- O boolean arithmetic
select id from people.persons where active = (points > 10) and active is not null

-- O text concatenated with a masked NULL
select id, name || nick, concat(name, nick) from people.persons

-- O overlay, trim and translate
select id, trim(name), translate(name, 'Ada', 'xyz'), overlay(name placing 'zz' from 2) from people.persons

-- O rounding a rounded number
select id, round(balance, 1), trunc(balance, -3), ceil(balance / 7), floor(points / 3.0) from people.persons

-- O decimal arithmetic keeps its digits
select id, balance / 7, balance * 1.005, balance + points, amount from people.persons join annex.orders using (id)

-- O to_char shows no more
select id, to_char(born, 'YYYY-MM-DD'), to_char(seen, 'HH24:MI'), to_char(points, '9999') from people.persons where id < 11

-- O the year zero of dates
select id, date_trunc('century', seen), date_part('year', born) from people.persons where id < 11

-- O values do not take the names of the row around them
select p.id, (select p.divisor + 100 * v.divisor from (values (7)) as v(divisor)) from people.persons p where p.id < 11 and (select p.divisor + v.divisor from (values (7)) as v(divisor)) > 8

-- O levels of rows that are hidden
-- graphql: { peoplePersons { id orders { id items { id } } } }
select p.id, o.id, i.id from people.persons p left join people.orders o on o.person_id = p.id left join people.items i on i.order_id = o.id

-- O rows above what is hidden
-- graphql: { peopleItems(where: {pieces: {gt: 2}}) { id sku order { amount person { name nick } } } }
select i.id, i.sku, o.amount, p.name, p.nick from people.items i left join people.orders o on o.id = i.order_id left join people.persons p on p.id = o.person_id where i.pieces > 2

-- O hidden rows do not fill a limit for each
-- graphql: { peoplePersons { id name orders(orderBy: [{amount: DESC}, {id: ASC}], limit: 2) { id amount } } }
select p.id, p.name, o.id, o.amount from people.persons p left join (select id, person_id, amount, row_number() over (partition by person_id order by amount desc, id) as place from people.orders) as o on o.person_id = p.id and o.place <= 2

-- O related rows by a masked value
-- graphql: { peoplePersons(where: {orders: {some: {amount: {gt: 10000}, comment: {isNull: true}}}}) { id orders(where: {amount: {gt: 10000}}) { comment } } }
select p.id, o.comment from people.persons p left join people.orders o on o.person_id = p.id and o.amount > 10000 where exists (select 1 from people.orders q where q.person_id = p.id and q.amount > 10000 and q.comment is null)

-- O groups of a masked date
-- graphql: { peopleOrdersAggregate(groupBy: {placed: YEAR, state: true}, having: {count: {gt: 1}}) { placed state count amountSum } }
select cast(date_trunc('year', placed) as date), state, count(*), sum(amount) from people.orders group by cast(date_trunc('year', placed) as date), state having count(*) > 1
