-- :list opening_exceptions(text hall, text from, text to)
SELECT date AS date, closed AS "closed:flag", extra_from AS "extra_from:int", extra_to AS "extra_to:int", reason AS reason, by_name AS by_name
FROM opening_exception WHERE hall = :hall AND date >= :from AND date <= :to ORDER BY date;

-- :apply opening.closed
INSERT OR REPLACE INTO opening_exception (hall, date, closed, extra_from, extra_to, reason, by_name) VALUES (:hall, :id, 1, 0, 0, :body ->> 'reason', :body ->> 'by');

-- :apply opening.added
INSERT OR REPLACE INTO opening_exception (hall, date, closed, extra_from, extra_to, reason, by_name) VALUES (:hall, :id, 0, :body ->> 'from', :body ->> 'to', :body ->> 'reason', :body ->> 'by');

-- :apply opening.restored
DELETE FROM opening_exception WHERE hall = :hall AND date = :id;
