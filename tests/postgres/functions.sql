-- What the statements call of SQLite that PostgreSQL has under another name or for other types. A
-- schema of its own, looked into first; nothing here needs more rights than the tables do.
CREATE SCHEMA hall;
SET search_path = hall, pg_catalog;

CREATE FUNCTION instr(text, text) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT RETURN strpos($1, $2);

-- SQLite counts from the end where the place is below nothing, and lengths have 64 bits there.
CREATE FUNCTION substr(text, integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN CASE WHEN $2 < 0 THEN right($1, -$2) ELSE substring($1 FROM $2) END;
CREATE FUNCTION substr(text, bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN CASE WHEN $2 < 0 THEN right($1, -$2::integer) ELSE substring($1 FROM $2::integer) END;
CREATE FUNCTION substr(text, bigint, bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN substring($1 FROM $2::integer FOR $3::integer);

-- Of two numbers: NULL, where one of them is.
CREATE FUNCTION max(bigint, bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT RETURN greatest($1, $2);
CREATE FUNCTION min(bigint, bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT RETURN least($1, $2);

-- Texts one behind the other, those that are NULL left out; the comma where nothing else is said.
CREATE FUNCTION concat_next(text, text, text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN CASE WHEN $2 IS NULL THEN $1 WHEN $1 IS NULL THEN $2 ELSE $1 || $3 || $2 END;
CREATE FUNCTION concat_next(text, text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN concat_next($1, $2, ',');
CREATE AGGREGATE group_concat(text, text) (SFUNC = concat_next, STYPE = text);
CREATE AGGREGATE group_concat(text) (SFUNC = concat_next, STYPE = text);

-- Days since noon of 24 November 4714 BC, of a time with its zone.
CREATE FUNCTION julianday(text) RETURNS double precision LANGUAGE sql STABLE STRICT
	RETURN extract(epoch FROM $1::timestamptz)::double precision / 86400 + 2440587.5;

-- Of strftime only the day of the week is asked for, 0 for Sunday.
CREATE FUNCTION strftime(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN CASE $1 WHEN '%w' THEN extract(dow FROM $2::date)::text END;

-- A document is kept as text, whose bytes a digest goes over. As SQLite has it, true is 1, a text is
-- bare, and what is a list or an object stays a document.
CREATE FUNCTION json_text(json) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN CASE json_typeof($1)
		WHEN 'boolean' THEN CASE $1::text WHEN 'true' THEN '1' ELSE '0' END
		WHEN 'null' THEN NULL
		WHEN 'string' THEN json_build_array($1) ->> 0
		ELSE $1::text END;
CREATE FUNCTION json_member(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN json_text($1::json -> $2);
CREATE FUNCTION json_part(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
	RETURN ($1::json -> $2)::text;
CREATE OPERATOR ->> (FUNCTION = json_member, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR -> (FUNCTION = json_part, LEFTARG = text, RIGHTARG = text);
CREATE FUNCTION json_each(text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE STRICT
	BEGIN ATOMIC
		SELECT json_text(e.value) FROM json_array_elements($1::json) AS e;
	END;
CREATE FUNCTION json_next(text, text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN coalesce($1 || ',', '') || coalesce(to_json($2)::text, 'null');
CREATE FUNCTION json_end(text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN '[' || coalesce($1, '') || ']';
CREATE AGGREGATE json_group_array(text)
	(SFUNC = json_next, STYPE = text, FINALFUNC = json_end);

-- What store/function.c adds; only that it is there. That hub's own will call the same C.
CREATE FUNCTION spelled_name(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN coalesce($1, '');
CREATE FUNCTION spelled_number(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN coalesce($1, '');
CREATE FUNCTION spelled_phone(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN coalesce($1, '');
