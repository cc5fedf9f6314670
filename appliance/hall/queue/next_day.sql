-- :load next_day_taken(text hall, text day, text zone)
SELECT count(*) AS "taken:int"
FROM ticket
WHERE hall = :hall AND day = :day AND zone = :zone AND state IN ('issuing', 'reserved');
