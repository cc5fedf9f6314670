-- :list publish_halls(text hub)
SELECT node AS node FROM hall_admission WHERE hall = :hub AND revoked = 0 ORDER BY node;

-- :load publish_current(text hub)
SELECT id AS id, name AS name, items AS items, calendar AS calendar, count AS "count:int" FROM catalogue WHERE hall = :hub AND published = 1 ORDER BY at DESC LIMIT 1;
