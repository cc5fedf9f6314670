-- The dates that still count. marked: told as provisional; days: of limits in calendar days.
-- :list recount_open(text hall)
SELECT 'case' AS "noun:recount_noun", 'due' AS what, c.id, c.accepted_at AS since, c.due_on,
	c.due_provisional AS "marked:flag", coalesce(i.promised_days, 0) AS "days:int",
	CASE i.kind WHEN 'instant' THEN 'working' ELSE i.promised_unit END AS "unit:day_unit"
FROM case_file c
JOIN item i ON i.catalogue = c.catalogue AND i.id = c.item
WHERE c.hall = :hall AND c.state IN ('accepted', 'forwarded') AND c.due_on IS NOT NULL
UNION ALL SELECT 'case', 'correction', id, received_at, correction_due_on, 0, 0, 'working'
FROM case_file
WHERE hall = :hall AND state = 'received' AND correction_due_on IS NOT NULL
UNION ALL SELECT 'help', 'due', id, requested_at, due_on, due_provisional, 0, 'working'
FROM help_request
WHERE hall = :hall AND state NOT IN ('reported', 'closed', 'cancelled')
UNION ALL SELECT 'backstop', 'contact', id, reported_at, contact_due_on, contact_provisional, 0,
	'working'
FROM backstop
WHERE hall = :hall AND state IN ('reported', 'accepted')
UNION ALL SELECT 'backstop', 'due', id, classified_at, due_on, due_provisional, 0, 'working'
FROM backstop
WHERE hall = :hall AND state IN ('classified', 'assigned', 'resolved') AND classified_at IS NOT NULL
UNION ALL SELECT 'order', 'alarm', id, opened_at, alarm_on, due_provisional, 0, 'working'
FROM work_order
WHERE hall = :hall AND state IN ('opened', 'verified', 'acting')
UNION ALL SELECT 'order', 'due', id, opened_at, due_on, due_provisional, 0, 'working'
FROM work_order
WHERE hall = :hall AND state IN ('opened', 'verified', 'acting')
UNION ALL SELECT 'order', 'revisit', id, replied_at, revisit_due_on, revisit_provisional, 0,
	'working'
FROM work_order
WHERE hall = :hall AND state IN ('replied', 'revisited') AND revisit_due_on IS NOT NULL
ORDER BY 1, 3, 2;

-- :apply case.recounted
UPDATE case_file
SET due_on = :limit_on, due_provisional = :provisional, clock_on = :starts_on
WHERE hall = :hall AND id = :id AND :what = 'due';

-- :apply case.recounted
UPDATE case_file
SET correction_due_on = :limit_on
WHERE hall = :hall AND id = :id AND :what = 'correction';

-- :apply help.recounted
UPDATE help_request
SET due_on = :limit_on, due_provisional = :provisional
WHERE hall = :hall AND id = :id;

-- :apply backstop.recounted
UPDATE backstop
SET due_on = :limit_on, due_provisional = :provisional
WHERE hall = :hall AND id = :id AND :what = 'due';

-- :apply backstop.recounted
UPDATE backstop
SET contact_due_on = :limit_on, contact_provisional = :provisional
WHERE hall = :hall AND id = :id AND :what = 'contact';

-- :apply order.recounted
UPDATE work_order SET alarm_on = :limit_on WHERE hall = :hall AND id = :id AND :what = 'alarm';

-- :apply order.recounted
UPDATE work_order
SET due_on = :limit_on, due_provisional = :provisional
WHERE hall = :hall AND id = :id AND :what = 'due';

-- :apply order.recounted
UPDATE work_order
SET revisit_due_on = :limit_on, revisit_provisional = :provisional
WHERE hall = :hall AND id = :id AND :what = 'revisit';
