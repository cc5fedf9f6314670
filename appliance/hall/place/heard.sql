-- :load device_last_seen(text device)
SELECT at FROM device_seen WHERE device = :device;

-- :exec device_seen_put(text device, int at)
INSERT INTO device_seen (device, at) VALUES (:device, :at)
ON CONFLICT REPLACE;
