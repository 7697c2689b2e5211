select p.id from people.persons p where $E

select p.id from people.persons p where p.id > 0 and $E

select p.id from people.persons p where $E and p.id > 0 and p.active

select p.id from people.persons p where p.id = 31 and $E

select p.id from people.persons p where $E and p.id in (31, 32, 33, 34, 35, 36, 37, 38)

select p.id from people.persons p where p.divisor = 0 and $E

select p.id from people.persons p where p.name like 'QZX%' and $E

select p.id from people.persons p where not ($E)

select p.id from people.persons p where ($E) or p.active

select p.id from people.persons p where ($E) is null

select p.id, ($E) as e from people.persons p

select p.id, ($E) as e from people.persons p where p.divisor = 0

select p.id from people.persons p order by ($E), p.id

select p.id from people.persons p order by ($E), p.id limit 2

select count(*) from people.persons p where $E

select ($E) as e, count(*) from people.persons p group by ($E)

select p.group_id, count(*) from people.persons p group by p.group_id having bool_or($E)

select bool_and($E), count(*) filter (where $E) from people.persons p

select max(case when $E then p.id end) from people.persons p where p.id > 0

select distinct ($E) as e from people.persons p

select distinct on (($E)) ($E) as e, p.id from people.persons p order by ($E), p.id

select p.id, rank() over (order by ($E)) from people.persons p

select p.id, count(*) over (partition by ($E)) from people.persons p

select p.id, bool_or($E) over (order by p.id) from people.persons p

select case when ($E) then p.id else 0 end from people.persons p

select g.id, p.id from people."group" g join people.persons p on p.group_id = g.id and $E

select g.id, p.id from people."group" g left join people.persons p on p.group_id = g.id and $E

select g.id, p.id from people.persons p left join people."group" g on p.group_id = g.id and $E

select g.id, p.id from people."group" g cross join people.persons p where p.group_id = g.id and $E

select p.id, o.id from people.persons p join people.orders o on o.person_id = p.id where $E

select p.id, q.id from people.persons p join people.persons q on q.divisor = p.divisor and $E

select g.id from people."group" g where exists (select 1 from people.persons p where p.group_id = g.id and $E)

select g.id from people."group" g where not exists (select 1 from people.persons p where not ($E))

select g.id from people."group" g where g.id in (select p.group_id from people.persons p where $E)

select g.id, (select count(*) from people.persons p where p.group_id = g.id and $E) from people."group" g

select g.id from people."group" g where g.id > (select min(case when $E then 0 else 1 end) from people.persons p)

select g.id, l.id from people."group" g, lateral (select p.id from people.persons p where p.group_id = g.id and $E) as l

with t as (select p.id, ($E) as e from people.persons p) select id from t where e

select t.id from (select p.id, ($E) as e from people.persons p order by p.id offset 1) as t where t.e

select p.id from people.persons p where $E union select p.id from people.persons p where not ($E)

select ($E) as e, count(*) from people.persons p group by grouping sets ((($E)), ())

select p.id, p.email from people.persons p where $E
