-- :apply staff.added
INSERT INTO staff (hall, id, name, login, roles)
VALUES (:hall, :id, :name, :login, :roles)
ON CONFLICT REPLACE;

-- :apply device.added
INSERT INTO device (hall, id, kind, window_no, name, zones)
VALUES (:hall, :id, :kind, :window, :name, :zones)
ON CONFLICT REPLACE;

-- :apply device.retired
DELETE FROM device WHERE hall = :hall AND id = :id;

-- :load credential_by_login(text login)
SELECT actor, secret FROM credential WHERE login = :login;

-- Whatever row was in the way, under this account or this login, was none of ours.
-- :exec credential_clear(text actor, text login)
DELETE FROM credential WHERE login = :login AND actor <> :actor;

-- :exec credential_put(text actor, text login, text secret)
INSERT INTO credential (actor, login, secret) VALUES (:actor, :login, :secret)
ON CONFLICT (actor) DO UPDATE SET login = excluded.login, secret = excluded.secret;

-- :load login_address(text actor, text address)
SELECT at FROM login_address WHERE actor = :actor AND address = :address;

-- :exec login_address_put(text actor, text address, int at)
INSERT INTO login_address (actor, address, at) VALUES (:actor, :address, :at)
ON CONFLICT (actor, address) DO UPDATE SET at = excluded.at;

-- :exec login_address_trim(text actor, int keep)
DELETE FROM login_address WHERE actor = :actor AND address NOT IN
	(SELECT address FROM login_address WHERE actor = :actor ORDER BY at DESC LIMIT :keep);

-- :exec login_address_drop(text actor)
DELETE FROM login_address WHERE actor = :actor;

-- :load staff_row(text hall, text id)
SELECT id, name, login, roles FROM staff WHERE hall = :hall AND id = :id;

-- :load staff_count(text hall)
SELECT count(*) AS "count:int" FROM staff WHERE hall = :hall;

-- :load device_row(text hall, text id)
SELECT id, kind, window_no, name, zones FROM device WHERE hall = :hall AND id = :id;

-- :load window_of_clerk(text hall, text clerk)
SELECT no FROM service_window WHERE hall = :hall AND clerk = :clerk ORDER BY no LIMIT 1;

-- :load peer_admitted(text hub, text node)
SELECT name FROM hall_admission WHERE hall = :hub AND node = :node AND revoked = 0;
