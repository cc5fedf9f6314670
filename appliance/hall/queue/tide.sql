-- :apply tide.suggested
INSERT INTO tide_suggestion (hall, zone, advice, window_no, waiting, minutes, at)
VALUES (:hall, :id, :advice, :window, :waiting, :minutes, :at)
ON CONFLICT REPLACE;

-- :apply tide.suggestion_ended
DELETE FROM tide_suggestion WHERE hall = :hall AND zone = :id;

-- :list tide_waiting(text hall, text day)
SELECT zone, waits_since FROM ticket WHERE hall = :hall AND day = :day AND state = 'waiting';

-- :list tide_suggestions(text hall)
SELECT zone, advice AS "advice:tide_advice", window_no, waiting, minutes, at
FROM tide_suggestion
WHERE hall = :hall
ORDER BY at, zone;

-- :load tide_memory(text zone)
SELECT wanted AS "wanted:tide_advice", since, helpers FROM tide_watch WHERE zone = :zone;

-- wanted: a word of tide_advice, or none.
-- :exec tide_remember(text zone, text wanted, int since, int helpers)
INSERT INTO tide_watch (zone, wanted, since, helpers)
VALUES (:zone, :wanted, :since, :helpers)
ON CONFLICT REPLACE;

-- :query tide_entries(text hall) many
SELECT window_no AS "window:int", zone, opened_at, opened_by, open_reason, closed_at, closed_by,
	close_reason, drained_at
FROM tide_log
WHERE hall = :hall
ORDER BY opened_at DESC
LIMIT :most;
