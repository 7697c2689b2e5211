-- K1 insert [refused]
insert into people."group" values (9, 'x', 'y', 1)

-- K1 insert from a masked read [refused]
insert into people."group" select id, name, name, 1 from people.persons

-- K1 insert that returns [refused]
insert into people."group" (id) values (9) returning *

-- K1 update [refused]
update people.persons set name = 'x'

-- K1 update with a sub-query [refused]
update people."group" set name = (select max(email) from staff.persons)

-- K1 delete [refused]
delete from people.persons where id = 1

-- K1 merge [refused]
merge into people."group" g using people.persons p on p.id = g.id when matched then update set name = p.name

-- K1 truncate [refused]
truncate people.persons

-- K1 create table as [refused]
create table stolen as select * from people.persons

-- K1 drop [refused]
drop table people.persons

-- K1 alter [refused]
alter table people.persons add column x int

-- K1 grant [refused]
grant all on people.persons to public

-- K1 copy to a file [refused]
copy (select * from people.persons) to '/tmp/colonnade-stolen.csv'

-- K1 copy to a program [refused]
copy (select 1) to program 'id'

-- K1 copy from [refused]
copy people."group" from '/etc/passwd'

-- K2 call [refused]
call pg_sleep(1)

-- K2 do [refused]
do $$ begin perform pg_sleep(1); end $$

-- K2 execute [refused]
execute anything

-- K2 prepare [refused]
prepare p as select * from staff.persons

-- K2 declare a cursor [refused]
declare c cursor for select * from people.persons

-- K2 set role [refused]
set role postgres

-- K2 reset [refused]
reset all

-- K2 begin [refused]
begin

-- K2 listen [refused]
listen anything

-- K2 lock [refused]
lock table people.persons

-- K2 explain analyze [refused]
explain analyze select * from people.persons

-- K2 explain in PostgreSQL's words [refused]
explain (analyze, verbose) select * from people.persons

-- K2 attach [refused]
attach '/tmp/x.db' as x

-- K2 pragma [refused]
pragma database_list

-- K2 install [refused]
install httpfs

-- K2 vacuum [refused]
vacuum people.persons

-- K2 analyze [refused]
analyze people.persons

-- K2 show [refused]
show data_directory

-- K2 comment [refused]
comment on table people.persons is 'x'
