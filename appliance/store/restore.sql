-- :exec restore_forget_batches_out()
DELETE FROM batch_out;

-- :exec restore_forget_batches_in()
DELETE FROM batch_in;

-- :exec restore_forget_blobs()
DELETE FROM blob_out;

-- :exec restore_forget_record()
DELETE FROM setting WHERE key IN ('record.held', 'record.found', 'record.unproven');

-- :exec restore_forget_sessions()
DELETE FROM session;
