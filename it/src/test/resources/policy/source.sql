-- A small database that a policy must hold over. Two schemas hold tables of the same names; some names need quotes.
-- Rows of the tenants 'north' and 'south' are somebody's. Rows of 'limbo' and of no tenant are nobody's but the
-- administrator's, and each of them would make some query fail or stand out: divisors of zero, texts that are no number,
-- extremes, and the marker QZX, which must never leave.
CREATE SCHEMA vault;
CREATE SCHEMA annex_store;

CREATE TABLE vault.vt_group (gid int PRIMARY KEY, gname text, sel text, ord int);

INSERT INTO vault.vt_group VALUES
    (1, 'alpha', 'x', 10), (2, 'beta', NULL, 20), (3, 'it''s "quoted"', '', NULL), (4, 'Ünïcödé 東京', 'x', -2147483648);

CREATE TABLE vault.vt_person (
    pid int PRIMARY KEY,
    vt_tenant text,
    vt_level int,
    vt_public bool,
    full_name text NOT NULL,
    email text,
    phone text,
    note text,
    nick text,
    balance numeric(14, 2),
    points int,
    score float8,
    big bigint,
    born date,
    seen timestamptz,
    active bool,
    divisor int,
    digits text,
    word text,
    ord int,
    doc jsonb,
    code uuid,
    gid int REFERENCES vault.vt_group
);

-- Documents are objects and lists: embedded in JSON, a scalar one reads like a text, and its null like NULL.
INSERT INTO vault.vt_person VALUES
    (1, 'north', 1, true, 'Ada Lovelace', 'ada@north.example', '+44 20 7946 0001', 'first', 'ada', 100.00, 12, 1.25, 1, '1815-12-10', '2024-01-01 00:00:00Z', true, 1, '1', 'able', 1, '{"a": 1}', '00000000-0000-0000-0000-000000000001', 1),
    (2, 'north', 2, false, 'Alan Turing', 'alan@north.example', '+44 20 7946 0002', '', 'alan', 149.99, 15, 2.5, -1, '1912-06-23', '2024-01-01 23:59:59.999999Z', false, 2, '22', 'baker', 2, '{"a": null}', '00000000-0000-0000-0000-000000000002', 1),
    (3, 'north', 3, NULL, 'Émilie du Châtelet', NULL, '+33 1 99 00 00 03', NULL, NULL, 150.00, 25, -2.5, 9007199254740993, '1706-12-17', '1970-01-01 00:00:00Z', NULL, 3, '333', 'charlie', 3, NULL, NULL, 2),
    (4, 'north', 4, true, 'O''Brien "Quote" \ Slash', 'ada@north.example', '', 'é%_\''"', '', -150.00, -25, 0, 0, NULL, NULL, true, 4, '4', 'delta', NULL, '[]', '00000000-0000-0000-0000-000000000004', 2),
    (5, 'north', 5, false, '漢字 かな', 'ALAN@north.example', '+81', '東京', 'k', 0.00, 0, 0.04, 5, '2000-02-29', '2024-02-29 12:34:56.789012Z', false, 5, '55', 'echo', 5, '{}', '00000000-0000-0000-0000-000000000005', NULL),
    (6, 'north', 5, NULL, '', '', NULL, 'same', 'same', 50.00, 5, 1e10, 6, '0001-01-01', '0001-01-01 00:00:00Z', NULL, 6, '6', NULL, 6, NULL, NULL, NULL),
    (7, 'north', 1, true, 'Ada Lovelace', 'twin@north.example', '+44 20 7946 0001', 'same', 'same', 100.00, 12, 1.25, 7, '1815-12-10', '2024-01-01 00:00:00Z', true, 1, '1', 'able', 1, '{"a": 1}', '00000000-0000-0000-0000-000000000001', 1),
    (8, 'north', 2, false, 'x', 'x', 'x', 'x', 'x', 99.99, 4, -0.05, 8, '1999-12-31', '1999-12-31 23:59:59Z', true, 8, '8', 'x', 8, '["x"]', NULL, 4),
    (9, 'north', 7, false, 'Senior QZX Nine', 'qzx9@north.example', 'QZX-9', 'QZX', 'qzx', 7777.77, 9, 9.9, 9, '1950-05-05', '2020-05-05 05:05:05Z', true, 9, '9', 'golf', 9, '{"z": 9}', NULL, 1),
    (10, 'north', NULL, false, 'Unlevelled QZX Ten', 'qzx10@north.example', 'QZX-10', 'QZX', 'qzx', 88888.88, 10, 10.1, 10, '1951-05-05', '2020-05-05 05:05:05Z', true, 10, '10', 'hotel', 10, '{"z": 10}', NULL, 1),
    (11, 'north', 5, true, 'Ex Treme', 'ex@north.example', 'x', 'xx', NULL, 999999999999.99, 2147483647, 1.7e308, 9223372036854775807, '9999-12-31', '9999-12-31 23:59:59.999999Z', true, 2147483647, '2147483647', 'zulu', 2147483647, '[[]]', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 4),
    (12, 'north', 5, false, E'\t\n ', 'ex@north.example', ' ', '  x', 'n', -999999999999.99, -2147483648, -1.7e308, -9223372036854775808, '0001-01-01', '0001-01-01 00:00:00Z', false, -2147483648, '-2147483648', ' ', -2147483648, '0', NULL, 4),
    (21, 'south', 1, false, 'Grace Hopper', 'grace@south.example', '+1 202 555 0121', 'cobol', 'amazing', 210.21, 21, 21.5, 21, '1906-12-09', '2023-12-31 18:00:00-06', true, 21, '21', 'india', 21, '{"a": 2}', '00000000-0000-0000-0000-000000000021', 3),
    (22, 'south', 2, true, 'Katherine Johnson', 'ada@north.example', '+1 202 555 0122', NULL, NULL, 249.99, 22, 22.5, 22, '1918-08-26', '2023-12-31 23:59:59Z', false, 22, '22', 'juliet', 22, NULL, '00000000-0000-0000-0000-000000000002', 3),
    (23, 'south', 2, false, '', NULL, '', '', '', -0.01, -5, -0.05, -23, '1999-12-31', NULL, NULL, 23, '23', NULL, NULL, '[1]', NULL, NULL),
    (24, 'south', 4, false, 'Deputy QZX South', 'qzx24@south.example', 'QZX-24', 'QZX', 'qzx', 24.24, 24, 24.4, 24, '1960-06-06', '2021-06-06 06:06:06Z', true, 24, '24', 'kilo', 24, NULL, NULL, 3),
    (31, 'limbo', 1, false, 'QZX Zero Divisor', 'qzx31@limbo.example', 'QZX-31', 'QZX', 'qzx', 999999999999.99, 2147483647, 1.7e308, 9223372036854775807, '9999-12-31', '9999-12-31 23:59:59.999999Z', true, 0, 'QZX no number', '(QZX[', 2147483647, '{"q": "QZX"}', NULL, 1),
    (32, 'limbo', 1, false, 'QZX Other Extreme', 'qzx32@limbo.example', 'QZX-32', 'QZX\', 'qzx', -999999999999.99, -2147483648, -1.7e308, -9223372036854775808, '0001-01-01', '0001-01-01 00:00:00Z', false, 0, '', '\', -2147483648, '["QZX"]', NULL, NULL),
    (33, 'limbo', 1, false, 'QZX Not A Number', NULL, NULL, NULL, NULL, NULL, NULL, 'NaN', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL),
    (34, NULL, 1, NULL, 'QZX Nobody''s', 'qzx34@nowhere.example', 'QZX-34', 'QZX', 'qzx', 0.00, 0, 'Infinity', 0, '1970-01-01', '1970-01-01 00:00:00Z', NULL, 0, '1e400', '*', 0, '[null]', NULL, 2),
    (35, 'NORTH', 1, false, 'QZX Upper Tenant', 'qzx35@north.example', 'QZX-35', 'QZX', 'qzx', 35.35, 35, 35.5, 35, '1935-03-05', '2035-03-05 00:00:00Z', true, 0, '35x', '+', 35, NULL, NULL, 2),
    (36, 'north ', 1, false, 'QZX Blank Tenant', 'qzx36@north.example', 'QZX-36', 'QZX', 'qzx', 36.36, 36, 36.6, 36, '1936-03-06', '2036-03-06 00:00:00Z', true, 0, '36 x', '?', 36, NULL, NULL, 2),
    (37, '', 1, false, 'QZX Empty Tenant', 'qzx37@north.example', 'QZX-37', 'QZX', 'qzx', 37.37, 37, 37.7, 37, '1937-03-07', '2037-03-07 00:00:00Z', true, 0, '37-', '[', 37, NULL, NULL, 2),
    (38, '{context.tenant}', 1, false, 'QZX Placeholder', 'qzx38@north.example', 'QZX-38', 'QZX', 'qzx', 38.38, 38, 38.8, 38, '1938-03-08', '2038-03-08 00:00:00Z', true, 0, '0x38', '{', 38, NULL, NULL, 2);

-- What is encrypted: the same text for several, an empty one, one block of the cipher exactly, and more than one.
ALTER TABLE vault.vt_person ADD badge text;

UPDATE vault.vt_person
SET badge = CASE pid
    WHEN 1 THEN 'A-100' WHEN 2 THEN 'B-200' WHEN 3 THEN NULL WHEN 4 THEN '' WHEN 5 THEN '漢字' WHEN 6 THEN 'a-100'
    WHEN 7 THEN 'A-100' WHEN 8 THEN 'A-100 ' WHEN 11 THEN 'a badge that is longer than one block of sixteen'
    WHEN 12 THEN 'B-200' WHEN 21 THEN 'A-100' WHEN 22 THEN 'sixteen letters.' WHEN 23 THEN '' WHEN 34 THEN 'A-100'
    ELSE 'QZX-9' END;

CREATE TABLE vault."VT_ORDER" (
    no bigint PRIMARY KEY,
    person int,
    "Tenant" text,
    region text,
    shared bool,
    amount numeric(12, 2) NOT NULL,
    state text NOT NULL,
    placed date NOT NULL,
    at timestamptz,
    qty int,
    factor float8,
    "Comment" text
);

-- Every ninth order has no person; every tenth repeats the values of the one before it.
INSERT INTO vault."VT_ORDER"
SELECT n,
       CASE WHEN n % 9 = 0 THEN NULL ELSE 1 + (n * 7) % 24 END,
       CASE n % 5 WHEN 0 THEN 'south' WHEN 4 THEN NULL ELSE 'north' END,
       CASE n % 6 WHEN 0 THEN 'eu' WHEN 1 THEN 'us' WHEN 2 THEN NULL WHEN 3 THEN 'apac' ELSE 'eu' END,
       CASE n % 11 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       (n * 1234.56)::numeric(12, 2) - 20000,
       (ARRAY['open', 'paid', 'sent'])[1 + n % 3],
       date '2023-11-01' + n % 95,
       CASE WHEN n % 7 = 0 THEN NULL ELSE timestamptz '2024-01-01 00:00:00Z' + n * interval '5 hours 7 minutes' END,
       CASE WHEN n % 8 = 0 THEN NULL ELSE 1 + n % 4 END,
       n / 4.0,
       CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE 'comment ' || chr(96 + n % 26 + 1) || n % 5 END
FROM generate_series(1, 60) n;

INSERT INTO vault."VT_ORDER" VALUES
    (901, 1, 'limbo', 'eu', false, 9999999999.99, 'open', '9999-12-31', '9999-12-31 23:59:59Z', 0, 1.7e308, 'QZX'),
    (902, 2, NULL, 'eu', NULL, -9999999999.99, 'open', '0001-01-01', NULL, 0, -1.7e308, 'QZX\'),
    (906, 11, 'north', 'us', false, 9999999999.99, 'open', '9999-12-31', '9999-12-31 23:59:59.999999Z', 4, 0.5, ''),
    (907, 12, 'north', NULL, NULL, -9999999999.99, 'sent', '0001-01-01', '0001-01-01 00:00:00Z', 4, 0.25, NULL),
    (903, 31, 'north', 'secret', false, 903.03, 'paid', '2024-01-01', NULL, 0, 'NaN', 'QZX'),
    (904, 3, 'north', 'secret', NULL, 904.04, 'sent', '2024-01-01', NULL, 0, 'Infinity', 'QZX'),
    (905, 31, 'limbo', NULL, NULL, 905.05, 'sent', '2024-01-01', NULL, 0, 0, 'QZX');

CREATE TABLE vault.vt_item (
    iid bigint PRIMARY KEY, order_no bigint NOT NULL, sku text NOT NULL, pieces int, price numeric(10, 4), free numeric(38, 6)
);

INSERT INTO vault.vt_item
SELECT n,
       1 + (n * 11) % 60,
       'SKU-' || lpad((n % 13)::text, 4, '0'),
       CASE WHEN n % 6 = 0 THEN NULL ELSE 1 + n % 5 END,
       (n * 3.1415)::numeric(10, 4),
       CASE WHEN n % 5 = 0 THEN NULL ELSE n / 8.0 END
FROM generate_series(1, 90) n;

INSERT INTO vault.vt_item VALUES
    (991, 901, 'QZX-0001', 0, 999999.9999, 1e20), (992, 903, 'EDGE-0002', 1, -999999.9999, -1e20);

-- The same names again, in another schema, with other rows and another owner.
CREATE TABLE annex_store.vt_person (
    pid int PRIMARY KEY, owner text, full_name text NOT NULL, note text, balance numeric(14, 2), points int
);

INSERT INTO annex_store.vt_person VALUES
    (1, 'north', 'Annex North', 'note 東京', 1.49, 7), (2, 'south', 'Annex QZS South', 's', 2.50, 8), (3, 'all', 'Annex All', NULL, NULL, NULL),
    (4, NULL, 'Annex QZX Nobody', 'QZX', 4.44, 0), (5, 'limbo', 'Annex QZX Limbo', 'QZX', 5.55, 0);

ALTER TABLE annex_store.vt_person ADD badge text;

UPDATE annex_store.vt_person
SET badge = CASE pid WHEN 1 THEN 'A-100' WHEN 2 THEN 'sixteen letters.' WHEN 3 THEN '' ELSE 'QZX-9' END;

CREATE TABLE annex_store."VT_ORDER" (
    no bigint PRIMARY KEY, owner text, restricted bool, amount numeric(12, 2), due date
);

INSERT INTO annex_store."VT_ORDER"
SELECT n, (ARRAY['north', 'south', 'all', NULL])[1 + n % 4], n % 3 = 0, n * 10, date '2024-01-01' + n
FROM generate_series(1, 24) n;
