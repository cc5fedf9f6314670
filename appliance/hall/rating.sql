-- :apply rating.given
INSERT OR IGNORE INTO rating (hall, ticket, level, options, text, channel, window_no, at)
VALUES (:hall, :body ->> 'ticket', :body ->> 'level', :body -> 'options', :body ->> 'text', :body ->> 'channel', :body ->> 'window', :at);

-- :list rating_counts(text hall)
SELECT level AS level, count(*) AS "count:int" FROM rating WHERE hall = :hall GROUP BY level;

-- :query rating_negatives(text hall) many
SELECT at, level, window_no AS "window_no:int", options AS "options:json", text FROM rating WHERE hall = :hall AND level IN ('dissatisfied', 'very_dissatisfied') ORDER BY at DESC LIMIT 200;

-- :load rating_services(text hall)
SELECT count(*) AS "services:int", coalesce(sum(rated = 0), 0) AS "unrated:int" FROM ticket WHERE hall = :hall AND state = 'finished';

-- :load ticket_day_counts(text hall, text day)
SELECT count(*) AS "tickets:int", coalesce(sum(state = 'waiting'), 0) AS "waiting:int", coalesce(sum(state = 'missed'), 0) AS "missed:int",
	CAST(avg(CASE WHEN served_at IS NOT NULL THEN (julianday(served_at) - julianday(taken_at)) * 1440 END) AS INTEGER) AS "wait:int"
FROM ticket WHERE hall = :hall AND day = :day AND issued_at IS NOT NULL;
