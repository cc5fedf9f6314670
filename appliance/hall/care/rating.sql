-- :apply rating.given
INSERT INTO rating (hall, ticket, nth, level, options, options_version, indicators, text,
	channel, window_no, clerk, paper_no, entered_by, at)
VALUES (:hall, :ticket, coalesce(:nth, 1), :level, :options, coalesce(:options_version, ''),
	:indicators, :text, :channel, :window, :clerk, :paper_no, :by, :at)
ON CONFLICT DO NOTHING;

-- :list rating_counts(text hall)
SELECT r.level AS "level:rating_level", count(*) AS "count:int",
	count(*) FILTER (WHERE o.verdict IN ('mistaken', 'malicious')) AS "excluded:int"
FROM rating r
LEFT JOIN work_order o ON o.hall = r.hall AND o.ticket = r.ticket
WHERE r.hall = :hall AND r.nth = 1
GROUP BY r.level;

-- Nobody reads the bad ratings of his own services, whatever other role he has.
-- :query rating_negatives(text hall, text viewer) many
SELECT at, level, window_no, options AS "options:json", text
FROM rating
WHERE hall = :hall AND nth = 1 AND level IN ('dissatisfied', 'very_dissatisfied')
	AND (clerk IS NULL OR clerk <> :viewer)
ORDER BY at DESC
LIMIT :most;

-- :load rating_services(text hall)
SELECT count(*) AS "services:int", count(*) FILTER (WHERE rated = 0) AS "unrated:int"
FROM ticket
WHERE hall = :hall AND state = 'finished';

-- :list rating_own(text hall, text clerk, text from, text below)
SELECT level AS "level:rating_level", count(*) AS "count:int" FROM rating
WHERE hall = :hall AND clerk = :clerk AND nth = 1 AND at >= :from AND at < :below GROUP BY level;

-- :load rating_nth(text hall, text ticket, int nth)
SELECT level FROM rating WHERE hall = :hall AND ticket = :ticket AND nth = :nth;

-- :load rating_paper(text hall, text paper)
SELECT ticket FROM rating WHERE hall = :hall AND paper_no = :paper LIMIT 1;

-- :load rating_ticket_by_number(text hall, text day, text number)
SELECT id
FROM ticket
WHERE hall = :hall AND day = :day AND number = :number
ORDER BY taken_at DESC
LIMIT 1;

-- :list rating_export(text hall, text viewer, text from, text below)
SELECT r.at, r.nth, r.level AS "level:rating_level", r.channel AS "channel:rating_channel",
	r.window_no, r.options, r.options_version, r.indicators, r.text, r.paper_no, r.entered_by,
	o.verdict AS "verdict:order_verdict", o.state AS order_state
FROM rating r
LEFT JOIN work_order o ON o.hall = r.hall AND o.ticket = r.ticket
WHERE r.hall = :hall AND (r.clerk IS NULL OR r.clerk <> :viewer) AND r.at >= :from AND r.at < :below
ORDER BY r.at, r.ticket, r.nth
LIMIT 20001;

-- :load rating_options_now(text hall)
SELECT version, options
FROM rating_options
WHERE hall = :hall
ORDER BY at DESC, version DESC
LIMIT 1;
