-- A negative rating opens its order by its own effect, not by a record of its own: else the count
-- of records would tell a clerk what was given.
-- :apply rating.given
INSERT INTO work_order (hall, id, ticket, level, options, options_version, text, channel, window_no,
	clerk, opened_at, verify_due_at, alarm_on, due_on, due_provisional, answer_code, state)
SELECT :hall, 'W' || (:ticket), :ticket, :level, :options, coalesce(:options_version, ''), :text,
	:channel, :window, :clerk, :at, :order ->> 'verify_due_at', :order ->> 'alarm_on',
	:order ->> 'due_on', CAST(:order ->> 'provisional' AS BIGINT),
	coalesce(:order ->> 'answer_code', ''), 'opened'
WHERE :order IS NOT NULL;

-- :apply rating.given
UPDATE work_order
SET second_level = :level, second_text = :text, second_at = :at
WHERE hall = :hall AND ticket = :ticket AND :nth = 2;

-- :apply order.verified
UPDATE work_order
SET state = 'verified', verdict = :verdict, verdict_text = :text, verified_at = :at,
	verified_by = :by
WHERE hall = :hall AND id = :id;

-- :apply order.acted
UPDATE work_order
SET state = 'acting', action = :action, action_text = :text, action_until = :until, acted_at = :at,
	acted_by = :by, rounds = rounds + CASE WHEN state <> 'acting' THEN 1 ELSE 0 END
WHERE hall = :hall AND id = :id;

-- :apply order.replied
UPDATE work_order
SET state = 'replied', reply = :text, replied_at = :at, replied_by = :by,
	revisit_due_on = :revisit_due_on, revisit_provisional = coalesce(:provisional, 0)
WHERE hall = :hall AND id = :id;

-- :apply order.revisited
UPDATE work_order
SET state = 'revisited', visits = visits + 1, reached = :reached, satisfied = :satisfied,
	revisit_text = :text, revisited_at = :at, revisited_by = :by
WHERE hall = :hall AND id = :id;

-- :apply order.closed
UPDATE work_order
SET state = 'closed', outcome = :text, closed_at = :at, closed_by = :by
WHERE hall = :hall AND id = :id;

-- :apply order.escalated
UPDATE work_order
SET escalated_stage = :stage, escalated_to = :to, escalated_at = :at
WHERE hall = :hall AND id = :id;

-- :load order_row(text hall, text id)
SELECT ticket, state AS "state:order_state", clerk, verdict AS "verdict:order_verdict", replied_at,
	coalesce(reached, 0) AS "reached:flag", coalesce(satisfied, 0) AS "satisfied:flag", visits,
	rounds
FROM work_order
WHERE hall = :hall AND id = :id;

-- :load order_of_ticket(text hall, text ticket)
SELECT state, reply, replied_at, answer_code
FROM work_order
WHERE hall = :hall AND ticket = :ticket;

-- :list order_open(text hall)
SELECT id, state AS "state:order_state", verify_due_at, alarm_on, due_on, revisit_due_on,
	escalated_stage AS "escalated_stage:order_state"
FROM work_order
WHERE hall = :hall AND state IN ('opened', 'verified', 'acting', 'replied', 'revisited');

-- :query order_list(text hall, text viewer, flag open) many
SELECT o.id, o.level, o.channel, o.window_no, o.opened_at, o.state, o.verdict, o.verify_due_at,
	o.alarm_on, o.due_on, o.due_provisional AS "due_provisional:flag", o.revisit_due_on,
	o.revisit_provisional AS "revisit_provisional:flag", o.escalated_at, o.second_level,
	o.closed_at
FROM work_order o
WHERE o.hall = :hall AND (o.clerk IS NULL OR o.clerk <> :viewer)
	AND (o.state <> 'closed') = (:open = 1)
ORDER BY o.closed_at DESC NULLS LAST, CASE o.state WHEN 'opened' THEN o.verify_due_at
	WHEN 'verified' THEN o.due_on WHEN 'acting' THEN o.due_on
	ELSE o.revisit_due_on END NULLS FIRST, o.id
LIMIT :most;

-- :query order_view(text hall, text id) one
SELECT o.id, o.level, o.options AS "options:json", o.options_version, o.text, o.channel,
	o.window_no, t.number AS ticket_number, t.day AS ticket_day, t.ended_at AS served_at,
	(SELECT name FROM staff s WHERE s.hall = o.hall AND s.id = o.clerk) AS clerk_name,
	o.opened_at, o.verify_due_at, o.alarm_on, o.due_on,
	o.due_provisional AS "due_provisional:flag", o.state, o.verdict, o.verdict_text,
	o.verified_at, o.verified_by, o.action, o.action_text, o.action_until, o.acted_at,
	o.acted_by, o.rounds, o.reply, o.replied_at, o.replied_by, o.revisit_due_on,
	o.revisit_provisional AS "revisit_provisional:flag", o.visits, o.reached AS "reached:flag",
	o.satisfied AS "satisfied:flag", o.revisit_text, o.revisited_at, o.revisited_by,
	o.second_level, o.second_text, o.second_at, o.outcome, o.closed_at, o.closed_by,
	o.escalated_to, o.escalated_at
FROM work_order o
LEFT JOIN ticket t ON t.hall = o.hall AND t.id = o.ticket
WHERE o.hall = :hall AND o.id = :id;

-- :query order_contacts(text hall, text ticket) many
SELECT applicant ->> 'name' AS name, applicant ->> 'phone' AS phone, id AS case_id, item_name
FROM case_file
WHERE hall = :hall AND ticket = :ticket
ORDER BY received_at;
