CREATE TABLE bench.events (
    id int8 PRIMARY KEY,
    moment timestamptz,
    category int4,
    amount numeric(12,2) NOT NULL,
    note text NOT NULL);
INSERT INTO bench.events
SELECT i, CASE WHEN i % 100 > 0 THEN timestamptz '2020-01-01 00:00Z' + i * 7919 % ({rows} / 4) * interval '1 s' END,
    CASE WHEN i % 10 > 0 THEN i * 31 % 20 END, i * 7919 % 1000000 / 100.0, 'note ' || md5(i::text)
FROM generate_series(1, {rows}::int8) i;
CREATE INDEX ON bench.events (moment DESC NULLS LAST, category ASC NULLS FIRST, id);
