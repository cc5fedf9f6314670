-- :apply case.escalated
INSERT INTO escalation (hall, id, noun, leader, reason, at)
VALUES (:hall, :id, 'case', :to, :text, :at)
ON CONFLICT REPLACE;

-- :apply order.escalated
INSERT INTO escalation (hall, id, noun, leader, reason, at)
VALUES (:hall, :id, 'order', :to, :text, :at)
ON CONFLICT REPLACE;

-- :apply backstop.escalated
INSERT INTO escalation (hall, id, noun, leader, reason, at)
VALUES (:hall, :id, 'backstop', coalesce(:leader, ''), :text, :at)
ON CONFLICT REPLACE;

-- :apply escalation.answered
UPDATE escalation
SET answer = :text, answered_at = :at, answered_by = :by
WHERE hall = :hall AND id = :id;

-- What waits: not answered, and still as it was when it was reported. Nobody sees what is about
-- himself.
-- :query escalation_waiting(text hall, text viewer) many
SELECT e.id, e.noun AS kind, coalesce(c.item_name, b.want, o.window_no || '号窗口的差评') AS what,
	e.leader AS "to", e.reason, e.at, CASE e.noun WHEN 'case' THEN c.due_on
	WHEN 'backstop' THEN coalesce(b.due_on, b.contact_due_on) ELSE o.due_on END AS due_on
FROM escalation e
LEFT JOIN case_file c ON c.hall = e.hall AND c.id = e.id
LEFT JOIN backstop b ON b.hall = e.hall AND b.id = e.id
LEFT JOIN work_order o ON o.hall = e.hall AND o.id = e.id
WHERE e.hall = :hall AND e.answered_at IS NULL
	AND (c.id IS NULL OR c.state IN ('accepted', 'forwarded'))
	AND (b.id IS NULL
		OR (b.state NOT IN ('answered', 'checked', 'filed')
			AND (b.about IS NULL OR b.about <> :viewer)))
	AND (o.id IS NULL
		OR (o.state <> 'closed' AND o.state = o.escalated_stage
			AND (o.clerk IS NULL OR o.clerk <> :viewer)))
ORDER BY e.at, e.id
LIMIT :most;

-- Promised days that are over, not yet reported. A day that was only guessed accuses nobody.
-- :list escalation_red(text hall, text today)
SELECT c.id, c.due_on
FROM case_file c
WHERE c.hall = :hall AND c.state IN ('accepted', 'forwarded') AND c.due_on < :today
	AND c.due_provisional = 0
	AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e.hall = c.hall AND e.id = c.id)
ORDER BY c.due_on NULLS FIRST, c.id
LIMIT 200;
