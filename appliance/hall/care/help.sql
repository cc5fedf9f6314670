-- :apply help.item_set
INSERT INTO help_item (hall, item, helped, agent, reason, by_name, at)
VALUES (:hall, :id, :helped, :agent, :text, :by, :at)
ON CONFLICT REPLACE;

-- :apply help.helper_set
INSERT INTO helper (hall, id, name, village, phone, badge, items, active)
VALUES (:hall, :id, :name, :village, :phone, :badge, :items, :active)
ON CONFLICT REPLACE;

-- :apply help.requested
INSERT INTO help_request (hall, id, kind, principal, item, item_name, need, home_visit, note,
	requested_at, requested_by, due_on, due_provisional, state)
VALUES (:hall, :id, :kind, :principal, :item, :item_name, :need, :home_visit, :text, :at, :by,
	:limit_on, coalesce(:provisional, 0), 'requested');

-- :apply help.assigned
UPDATE help_request
SET state = 'assigned', helper = :helper, helper_name = :text, assigned_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.agreed
UPDATE help_request
SET state = 'agreed', scope = :text, agreed_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.paper_taken
INSERT INTO help_paper (hall, request, no, name, copies, original, taken_at, taken_by)
VALUES (:hall, :id, :no, :text, :copies, :original, :at, :by);

-- :apply help.paper_ended
UPDATE help_paper
SET how = :how, ended_to = :text, ended_at = :at
WHERE hall = :hall AND request = :id AND no = :no;

-- :apply help.visited
UPDATE help_request
SET state = CASE state WHEN 'agreed' THEN 'visited' ELSE state END, visits = visits + 1,
	visit_text = :text, visited_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.handed_in
UPDATE help_request
SET state = 'handed_in', case_id = coalesce(:case_id, case_id), hand_in_text = :text,
	handed_in_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.reported
UPDATE help_request
SET state = 'reported', report = :text, reported_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.closed
UPDATE help_request
SET state = 'closed', end_text = :text, ended_at = :at
WHERE hall = :hall AND id = :id;

-- :apply help.cancelled
UPDATE help_request
SET state = 'cancelled', end_text = :text, ended_at = :at
WHERE hall = :hall AND id = :id;

-- :list help_items(text hall, text catalogue)
SELECT i.id, i.name, i.authority, coalesce(h.helped, 1) AS "helped:flag", h.agent, h.reason,
	h.by_name, h.at
FROM item i
LEFT JOIN help_item h ON h.hall = :hall AND h.item = i.id
WHERE i.catalogue = :catalogue
ORDER BY i.seq;

-- :load help_item_row(text hall, text item)
SELECT helped AS "helped:flag", agent AS "agent:flag"
FROM help_item
WHERE hall = :hall AND item = :item;

-- :load helper_row(text hall, text id)
SELECT id, name, items, active AS "active:flag" FROM helper WHERE hall = :hall AND id = :id;

-- :load helper_by_badge(text hall, text badge)
SELECT id FROM helper WHERE hall = :hall AND badge = :badge;

-- :load helper_count(text hall)
SELECT count(*) AS "count:int" FROM helper WHERE hall = :hall;

-- :query helper_all(text hall) many
SELECT id, name, village, phone, badge, items AS "items:json", active AS "active:flag",
	(SELECT count(*)
		FROM help_paper p
		JOIN help_request r ON r.hall = p.hall AND r.id = p.request
		WHERE r.hall = helper.hall AND r.helper = helper.id AND p.ended_at IS NULL)
		AS "open_papers:int",
	(SELECT count(*)
		FROM help_request r
		WHERE r.hall = helper.hall AND r.helper = helper.id
			AND r.state NOT IN ('closed', 'cancelled')) AS "open_requests:int"
FROM helper
WHERE hall = :hall
ORDER BY active DESC, village, name
LIMIT :most;

-- :load help_sequence(text hall, text day)
SELECT count(*) AS "requests:int"
FROM help_request
WHERE hall = :hall AND requested_at >= :day AND requested_at < :day || 'Z';

-- :load help_row(text hall, text id)
SELECT id, state AS "state:help_state", item,
	(SELECT count(*) FROM help_paper p
	  WHERE p.hall = r.hall AND p.request = r.id AND p.ended_at IS NULL) AS "open_papers:int",
	(SELECT coalesce(max(no), 0) FROM help_paper p
	  WHERE p.hall = r.hall AND p.request = r.id) AS "last_paper:int"
FROM help_request r WHERE hall = :hall AND id = :id;

-- :load help_paper_row(text hall, text request, int no)
SELECT name, ended_at FROM help_paper WHERE hall = :hall AND request = :request AND no = :no;

-- :query help_list(text hall, flag open) many
SELECT r.id, r.kind, r.principal ->> 'name' AS name, r.principal ->> 'village' AS village,
	r.item_name, r.need, r.home_visit AS "home_visit:flag", r.requested_at, r.due_on,
	r.due_provisional AS "due_provisional:flag", r.state, r.helper_name, r.case_id,
	(SELECT count(*)
		FROM help_paper p
		WHERE p.hall = r.hall AND p.request = r.id AND p.ended_at IS NULL)
		AS "open_papers:int"
FROM help_request r
WHERE r.hall = :hall AND (r.state NOT IN ('closed', 'cancelled')) = (:open = 1)
ORDER BY r.ended_at DESC NULLS LAST, r.due_on, r.requested_at
LIMIT :most;

-- :query help_view(text hall, text id) one
SELECT r.id, (SELECT name FROM site s WHERE s.hall = r.hall) AS hall_name, r.kind,
	r.principal AS "principal:json", r.item, r.item_name, r.need,
	r.home_visit AS "home_visit:flag", r.note, r.requested_at, r.requested_by, r.due_on,
	r.due_provisional AS "due_provisional:flag", r.state, r.helper, r.helper_name,
	(SELECT badge FROM helper h WHERE h.hall = r.hall AND h.id = r.helper) AS helper_badge,
	(SELECT phone FROM helper h WHERE h.hall = r.hall AND h.id = r.helper) AS helper_phone,
	r.assigned_at, r.scope, r.agreed_at, r.visits, r.visit_text, r.visited_at, r.case_id,
	(SELECT state FROM case_file c WHERE c.hall = r.hall AND c.id = r.case_id) AS case_state,
	r.hand_in_text, r.handed_in_at, r.report, r.reported_at, r.end_text, r.ended_at
FROM help_request r
WHERE r.hall = :hall AND r.id = :id;

-- :query help_papers_of(text hall, text request) many
SELECT no, name, copies, original AS "original:flag", taken_at, taken_by, how, ended_to, ended_at
FROM help_paper
WHERE hall = :hall AND request = :request
ORDER BY no;

-- :query help_papers_open(text hall) many
SELECT r.helper, r.helper_name, r.id AS request, r.principal ->> 'name' AS principal,
	r.principal ->> 'phone' AS phone, r.item_name, p.no, p.name, p.copies,
	p.original AS "original:flag", p.taken_at
FROM help_paper p
JOIN help_request r ON r.hall = p.hall AND r.id = p.request
WHERE p.hall = :hall AND p.ended_at IS NULL
ORDER BY r.helper_name NULLS FIRST, p.taken_at, p.no
LIMIT :most;
