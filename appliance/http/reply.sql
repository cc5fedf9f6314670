-- :load reply_find(text actor, text key)
SELECT request, body FROM reply WHERE actor = :actor AND key = :key;

-- :exec reply_keep(text actor, text key, text request, text body, int at)
INSERT INTO reply (actor, key, request, body, at) VALUES (:actor, :key, :request, :body, :at);

-- :exec reply_forget(int before)
DELETE FROM reply WHERE at < :before;
