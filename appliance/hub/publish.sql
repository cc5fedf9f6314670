-- :list publish_halls(text hub)
SELECT node FROM hall_admission WHERE hall = :hub AND revoked = 0 ORDER BY node;

-- :load publish_current(text hub)
SELECT id, name, items, calendar, count FROM catalogue WHERE hall = :hub AND published = 1 ORDER BY at DESC LIMIT 1;
