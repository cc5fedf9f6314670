-- :list opening_exceptions(text hall, text from, text to)
SELECT date, closed AS "closed:flag", extra_from, extra_to, reason, by_name
FROM opening_exception WHERE hall = :hall AND date >= :from AND date <= :to ORDER BY date;

-- :apply opening.closed
INSERT INTO opening_exception (hall, date, closed, extra_from, extra_to, reason, by_name)
VALUES (:hall, :id, 1, 0, 0, :reason, :by)
ON CONFLICT REPLACE;

-- :apply opening.added
INSERT INTO opening_exception (hall, date, closed, extra_from, extra_to, reason, by_name)
VALUES (:hall, :id, 0, :from, :to, :reason, :by)
ON CONFLICT REPLACE;

-- :apply opening.restored
DELETE FROM opening_exception WHERE hall = :hall AND date = :id;
