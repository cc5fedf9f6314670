-- :apply backstop.reported
INSERT INTO backstop (hall, id, source, name, phone, item, want, reason, text, window_no, about,
	case_id, ticket, query_code, taken_by, taken_name, reported_at, contact_due_on,
	contact_provisional, state)
VALUES (:hall, :id, :source, :name, :phone, :item, :want, :reason, :text, :window, :about, :case_id,
	:ticket, :query_code, :actor, :by, :at, :contact_due_on, coalesce(:provisional, 0),
	'reported');

-- :apply backstop.accepted
UPDATE backstop
SET state = 'accepted', accepted_at = :at, accepted_by = :by
WHERE hall = :hall AND id = :id;

-- :apply backstop.classified
UPDATE backstop
SET state = 'classified', class = :class, classified_at = :at, due_on = :limit_on,
	due_provisional = :provisional
WHERE hall = :hall AND id = :id;

-- :apply backstop.assigned
UPDATE backstop
SET state = 'assigned', assigned_to = :to, assigned_text = :text
WHERE hall = :hall AND id = :id;

-- :apply backstop.contacted
UPDATE backstop
SET contacted_at = coalesce(contacted_at, :at), contact_text = :text
WHERE hall = :hall AND id = :id;

-- :apply backstop.resolved
UPDATE backstop
SET state = 'resolved', result = :result, result_text = :text, basis = :basis, report = :report,
	resolved_at = :at, resolved_by = :by
WHERE hall = :hall AND id = :id;

-- :apply backstop.answered
UPDATE backstop
SET state = 'answered', answer = :text, answered_at = :at
WHERE hall = :hall AND id = :id;

-- :apply backstop.checked
UPDATE backstop
SET state = CASE WHEN :passed = 1 THEN 'checked' ELSE 'assigned' END, check_text = :text,
	checked_at = :at, checked_by = :by
WHERE hall = :hall AND id = :id;

-- :apply backstop.filed
UPDATE backstop
SET state = 'filed', filed_no = :number, filed_at = :at
WHERE hall = :hall AND id = :id;

-- :apply backstop.escalated
UPDATE backstop
SET escalated = :to, escalated_at = :at, escalated_text = :text
WHERE hall = :hall AND id = :id;

-- :apply backstop.corrected
UPDATE backstop SET corrections = corrections + 1 WHERE hall = :hall AND id = :id;

-- :apply backstop.county_answered
UPDATE backstop
SET county_answer = :text, county_answered_at = :at, county_answered_by = :by
WHERE hall = :hall AND id = :id;

-- :load backstop_row(text hall, text id)
SELECT hall, state AS "state:backstop_state", class AS "class:backstop_class", about, taken_by,
	escalated AS "escalated:backstop_level", result AS "result:backstop_result"
FROM backstop WHERE hall = :hall AND id = :id;

-- :load backstop_hall(text id)
SELECT hall FROM backstop WHERE id = :id ORDER BY hall LIMIT 1;

-- :load backstop_sequence(text hall, text day)
SELECT count(*) AS "reports:int"
FROM backstop
WHERE hall = :hall AND reported_at >= :day AND reported_at < :day || 'Z';

-- :load backstop_filed_count(text hall, text year)
SELECT count(*) AS "filed:int"
FROM backstop
WHERE hall = :hall AND filed_at >= :year AND filed_at < :year || 'Z';

-- :list backstop_open(text hall)
SELECT id, state AS "state:backstop_state", contact_due_on, due_on,
	escalated AS "escalated:backstop_level"
FROM backstop
WHERE hall = :hall AND state <> 'filed';

-- :load backstop_case(text hall, text id)
SELECT received_by, window_no, item, item_name, ticket
FROM case_file
WHERE hall = :hall AND id = :id;

-- Who is at a window sees what he took himself, and never what is about him.
-- :query backstop_list(text hall, text taker, text viewer, flag open) many
SELECT b.id, (SELECT name FROM site s WHERE s.hall = b.hall) AS hall_name, b.source, b.want,
	b.reason, b.window_no, b.reported_at, b.state, b.class, b.contact_due_on,
	b.contact_provisional AS "contact_provisional:flag", b.due_on,
	b.due_provisional AS "due_provisional:flag", b.contacted_at,
	(b.phone IS NULL) AS "no_phone:flag", b.result, b.escalated, b.county_answered_at
FROM backstop b
WHERE b.hall = :hall AND (:taker = '' OR b.taken_by = :taker)
	AND (b.about IS NULL OR b.about <> :viewer) AND (b.state <> 'filed') = (:open = 1)
ORDER BY CASE WHEN b.state IN ('reported', 'accepted') THEN b.contact_due_on
	WHEN b.state IN ('answered', 'checked', 'filed') THEN '9999'
	ELSE b.due_on END NULLS FIRST,
	b.reported_at DESC
LIMIT :most;

-- :query backstop_upward() many
SELECT b.id, (SELECT name FROM site s WHERE s.hall = b.hall) AS hall_name, b.source, b.want,
	b.reason, b.window_no, b.reported_at, b.state, b.class, b.contact_due_on,
	b.contact_provisional AS "contact_provisional:flag", b.due_on,
	b.due_provisional AS "due_provisional:flag", b.contacted_at,
	(b.phone IS NULL) AS "no_phone:flag", b.result, b.escalated, b.county_answered_at
FROM backstop b
WHERE b.escalated = 'county' OR b.result = 'refused'
ORDER BY b.county_answered_at IS NOT NULL, b.reported_at DESC
LIMIT :most;

-- :query backstop_view(text hall, text id) one
SELECT b.id, (SELECT name FROM site s WHERE s.hall = b.hall) AS hall_name, b.source, b.name,
	b.phone, b.item, b.want, b.reason, b.text, b.window_no,
	(SELECT name FROM staff s WHERE s.hall = b.hall AND s.id = b.about) AS about_name,
	b.case_id, b.taken_name, b.query_code, b.reported_at, b.contact_due_on,
	b.contact_provisional AS "contact_provisional:flag", b.state, b.accepted_at, b.accepted_by,
	b.class, b.due_on, b.due_provisional AS "due_provisional:flag", b.assigned_to,
	b.assigned_text, b.contacted_at, b.contact_text, (b.phone IS NULL) AS "no_phone:flag",
	b.result, b.result_text, b.basis, b.report, b.resolved_at, b.resolved_by, b.answer,
	b.answered_at, b.check_text, b.checked_at, b.checked_by, b.filed_no, b.filed_at,
	b.escalated, b.escalated_at, b.escalated_text,
	(SELECT e.leader FROM escalation e WHERE e.hall = b.hall AND e.id = b.id)
		AS escalated_leader,
	b.county_answer, b.county_answered_at, b.county_answered_by, b.corrections
FROM backstop b
WHERE b.hall = :hall AND b.id = :id;

-- :load backstop_receipt(text hall, text id)
SELECT want, reason, query_code, reported_at, contact_due_on, (phone IS NOT NULL) AS "phone:flag"
FROM backstop
WHERE hall = :hall AND id = :id;

-- :load backstop_code(text hall, text id)
SELECT query_code FROM backstop WHERE hall = :hall AND id = :id;

-- :query backstop_progress(text hall, text id, text code) one
SELECT id, want, reported_at, state, due_on, due_provisional AS "due_provisional:flag", result,
	result_text, answer, answered_at
FROM backstop
WHERE hall = :hall AND id = :id AND query_code = :code;
