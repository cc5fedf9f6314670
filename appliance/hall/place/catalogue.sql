-- :load catalogue_current(text hall, flag published)
SELECT id, name, items, calendar, count, at
FROM catalogue
WHERE hall = :hall AND published = :published
ORDER BY at DESC, id DESC
LIMIT 1;

-- :apply catalogue.adopted
INSERT INTO catalogue (hall, id, name, items, calendar, count, at, published)
VALUES (:hall, :id, :name, :items, :calendar, :count, :at, 0)
ON CONFLICT REPLACE;

-- :apply catalogue.published
INSERT INTO catalogue (hall, id, name, items, calendar, count, at, published)
VALUES (:hall, :id, :name, :items, :calendar, :count, :at, 1)
ON CONFLICT REPLACE;

-- :exec item_put(text catalogue, text item)
INSERT INTO item (catalogue, id, seq, name, initials, aliases, alias_initials,
	conditions, steps, zone, type, kind, list_kind, authority, decided_by, frequent,
	statutory_days, statutory_unit, promised_days, promised_unit, result_name, fee, basis,
	certainty, materials)
VALUES (:catalogue, :item ->> 'id', CAST(:item ->> 'seq' AS BIGINT), :item ->> 'name',
	:item ->> 'initials', coalesce(:item ->> 'aliases', ''),
	coalesce(:item ->> 'alias_initials', ''), :item ->> 'conditions',
	coalesce(:item -> 'steps', '[]'), coalesce(:item ->> 'zone', 'general'), :item ->> 'type',
	:item ->> 'kind', :item ->> 'list_kind', :item ->> 'authority', :item ->> 'decided_by',
	CAST(:item ->> 'frequent' AS BIGINT), CAST(:item ->> 'statutory_days' AS BIGINT),
	:item ->> 'statutory_unit', CAST(:item ->> 'promised_days' AS BIGINT),
	:item ->> 'promised_unit', :item ->> 'result_name', :item ->> 'fee', :item ->> 'basis',
	:item ->> 'certainty', :item -> 'materials')
ON CONFLICT REPLACE;

-- :exec calendar_day_put(text catalogue, int year, text date, int off, text name, text festival)
INSERT INTO calendar_day (catalogue, year, date, off, name, festival)
VALUES (:catalogue, :year, :date, :off, :name, coalesce(:festival, ''))
ON CONFLICT REPLACE;

-- :list calendar_days(text catalogue)
SELECT date, year, off AS "off:flag", name, festival
FROM calendar_day
WHERE catalogue = :catalogue
ORDER BY date;

-- :query item_view(text catalogue, text id) one
SELECT id, name, initials, aliases, conditions, steps AS "steps:json", zone, type, kind, list_kind,
	authority, decided_by, statutory_days, statutory_unit, promised_days, promised_unit,
	result_name, fee, basis, certainty, catalogue, frequent AS "frequent:flag",
	materials AS "materials:json"
FROM item
WHERE catalogue = :catalogue AND id = :id;

-- :load item_facts(text catalogue, text id)
SELECT id, name, zone, kind AS "kind:case_kind", authority, decided_by AS "decided_by:decided_by",
	statutory_days, statutory_unit AS "statutory_unit:day_unit", promised_days,
	promised_unit AS "promised_unit:day_unit", result_name, fee, materials
FROM item WHERE catalogue = :catalogue AND id = :id;

-- :query item_search(text catalogue, text q, text initials, text code, text zone, int limit) many
SELECT id, name, initials, aliases, zone, type, kind, authority, decided_by, promised_days,
	frequent AS "frequent:flag"
FROM item
WHERE catalogue = :catalogue AND (:zone = '' OR zone = :zone)
	AND (:q = '' OR instr(name, :q) > 0 OR instr(aliases, :q) > 0 OR instr(authority, :q) > 0
		OR id = :q
		OR (:initials <> '' AND (instr(initials, :initials) > 0
			OR instr(' ' || alias_initials, ' ' || :initials) > 0))
		OR (:code <> '' AND instr(upper(replace(replace(id, '-', ''), '.', '')),
			:code) = 1))
ORDER BY (:code <> '' AND upper(replace(replace(id, '-', ''), '.', '')) = :code) DESC,
	(:q <> '' AND (instr(name, :q) = 1 OR instr(' ' || aliases, ' ' || :q) > 0)) DESC,
	(:initials <> ''
		AND (instr(initials, :initials) = 1 OR instr(' ' || alias_initials || ' ',
			' ' || :initials || ' ') > 0)) DESC, frequent DESC, seq
LIMIT :limit;

-- :load catalogue_cached(text catalogue)
SELECT count(*) AS "items:int",
	(SELECT count(*) FROM calendar_day WHERE catalogue = :catalogue) AS "days:int"
FROM item
WHERE catalogue = :catalogue;
