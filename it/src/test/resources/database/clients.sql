CREATE SCHEMA clients;

CREATE TABLE clients.kinds (
    id            integer PRIMARY KEY,
    a_string      text,
    a_large       text,
    an_int32      integer,
    an_int64      bigint,
    a_float32     real,
    a_float64     double precision,
    a_bool        boolean,
    a_decimal     numeric(12,2),
    a_long        numeric(38,10),
    a_huge        numeric(76,20),
    a_date        date,
    a_time        time,
    a_moment      timestamptz,
    a_json        jsonb,
    a_binary      bytea,
    a_uuid        uuid
);

INSERT INTO clients.kinds VALUES
    (1, 'Grüße, 東京 🏛', 'line 1' || chr(10) || 'line "2", \', 42, 4200000000, 1.5, 2.25, true,
     1234.56, 0.0000000001, 0.00000000000000000001, '2024-02-29', '12:34:56.789012', '2024-07-01 12:00:00+00',
     '{"a": [1, null, "ü"]}', '\x00ff10', '00112233-4455-6677-8899-aabbccddeeff'),
    (2, '', '', -2147483648, -9223372036854775808, '-3.4028235e38', '-1.7976931348623157e308', false,
     -9999999999.99, -9999999999999999999999999999.9999999999,
     -99999999999999999999999999999999999999999999999999999999.99999999999999999999,
     '0001-01-01', '00:00:00', '0001-01-01 00:00:00+00', '[]', '\x', '00000000-0000-0000-0000-000000000000'),
    (3, repeat('x', 10000), repeat('é', 10000), 2147483647, 9223372036854775807, '3.4028235e38', '1.7976931348623157e308',
     true, 9999999999.99, 9999999999999999999999999999.9999999999,
     99999999999999999999999999999999999999999999999999999999.99999999999999999999,
     '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999999+00', '"text"', decode(repeat('00ff', 5000), 'hex'),
     'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    -- Clocks were put forward at 02:00 in New York, at 02:30 there was no such time; and an hour that Lord Howe has twice.
    (5, 'forward', 'New York', 0, 0, 0, 0, false, 0, 0, 0, '2024-03-10', '02:30:00', '2024-03-10 07:30:00+00', '{}', '\x05',
     '05050505-0505-0505-0505-050505050505'),
    (6, 'back', 'Lord Howe', 0, 0, '-0', 'NaN', false, 0, 0, 0, '2024-04-07', '01:45:00', '2024-04-06 15:15:00+00', 'null',
     '\x06', '06060606-0606-0606-0606-060606060606');

-- What a contract can promise and the data does not keep.
CREATE TABLE clients.flaws (id integer PRIMARY KEY, promised text, amount numeric);
INSERT INTO clients.flaws SELECT n, 'text ' || n, n / 100.0 FROM generate_series(1, 40000) n;
UPDATE clients.flaws SET promised = NULL WHERE id = 30000;
UPDATE clients.flaws SET amount = 123456.78 WHERE id = 30001;

CREATE TABLE clients.counter (id integer PRIMARY KEY, value bigint NOT NULL);
INSERT INTO clients.counter VALUES (1, 0);
