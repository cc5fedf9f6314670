/* tus 1.0.0. The offset is what is on the disk; a PATCH that is cut keeps what arrived. */
#include "http/upload.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/log.h"
#include "http/server_internal.h"
#include "http/metadata.h"
#include "http/upload_store.h"

#define TUS "tus-resumable: 1.0.0\r\n"

struct upload_patch {
	const struct upload_route *route;
	char id[UPLOAD_ID], actor[48];
	int fd;
	int64_t start, offset, length;
	struct hash *checksum;
	bool stolen; /* a newer request took the upload over */
	int unwritable; /* errno of a write: the rest is read and let go, so that the answer is */
};

static const struct upload_route *route_of(const struct request *r, const char **id)
{
	for (size_t i = 0; i < upload_route_count; i++) {
		size_t n = strlen(upload_routes[i].path);
		if (strncmp(r->path, upload_routes[i].path, n) ||
			!(upload_routes[i].where & (r->server->self->hub ? NODE_HUB : NODE_HALL)))
			continue;
		*id = r->path[n] == '/' ? r->path + n + 1 : "";
		if (!r->path[n] || r->path[n] == '/')
			return &upload_routes[i];
	}
	return NULL;
}

static const char *metadata_value(const struct upload *u, const char *key)
{
	const struct {
		struct arena *a;
		const char *text;
	} *impl = u->impl;
	return metadata_find(impl->a, impl->text, key);
}

static void finish_empty(struct request *r, int status, const char *format, const char *text)
{
	r->status = status;
	buf_puts(&r->head_extra, TUS "cache-control: no-store\r\n");
	if (format)
		buf_printf(&r->head_extra, format, text);
	r->mime = "text/plain";
	request_done(r);
}

/* Runs something of the upload's owner in a unit of work; refusals become the reply. */
typedef enum rc upload_step(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id);

static bool in_txn(
	struct request *r, const struct upload_route *route, const char *id, upload_step *step)
{
	struct txn t;
	struct actor actor = { .id = "nobody", .name = "" };
	enum rc rc = txn_begin(&t, r->server->db, r->server->self, &actor);
	if (!rc) {
		t.address = r->address;
		rc = request_actor(r, &t, &actor);
		if (rc == RC_NOTFOUND)
			rc = txn_refuse(&t, REFUSAL_SIGN_IN, NULL);
		else if (!rc && r->method != LWSHUMETH_HEAD && request_foreign(r))
			rc = txn_refuse(&t, REFUSAL_ROLE, "来源页面不符");
		else if (!rc && !request_allowed(&actor, route->roles))
			rc = txn_refuse(&t, REFUSAL_ROLE, NULL);
		if (!rc)
			rc = request_same_actor(r, &t, &actor, false);
		if (!rc)
			rc = step(r, &t, route, id);
		rc = txn_end(&t, rc);
	}
	if (rc == RC_REFUSED)
		request_refuse(r, t.refusal, t.detail);
	else if (rc == RC_NOTFOUND)
		request_refuse(r, REFUSAL_NOT_FOUND, NULL);
	else if (rc)
		request_fault(r);
	if (rc != RC_FAULT || t.db)
		txn_release(&t);
	return rc == RC_OK;
}

static enum rc create(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id)
{
	(void)id;
	char *end;
	long long length = strtoll(r->tus_length, &end, 10);
	if (!r->tus_length[0] || *end || length < 0)
		return txn_refuse(t, REFUSAL_UPLOAD_METADATA, "缺少文件长度");
	if (length > route->limit)
		return txn_refuse(t, REFUSAL_TOO_LARGE, NULL);
	if (!metadata_good(&t->arena, r->tus_metadata))
		return txn_refuse(t, REFUSAL_UPLOAD_METADATA, "文件说明不是合格的 UTF-8 文字");
	const char *metadata = r->tus_metadata;
	struct {
		struct arena *a;
		const char *text;
	} impl = { &t->arena, metadata };
	struct upload u = { .size = length, .meta = metadata_value, .impl = &impl };
	const char *again = NULL;
	enum rc rc = route->begin(t, &u, &again);
	if (rc)
		return rc;
	char fresh[UPLOAD_ID];
	if (!again) {
		unsigned char bytes[16];
		id_random(bytes, sizeof bytes);
		hex_encode(bytes, sizeof bytes, fresh);
		rc = dir_make(arena_printf(&t->arena, "%s/uploads", r->server->home), 0700);
		if (!rc)
			rc = file_write(
				upload_path(&t->arena, r->server->home, fresh, ""), "", 0, 0600);
		if (!rc)
			rc = upload_info_write(&t->arena, r->server->home, fresh,
				&(struct upload_info){
					length, route->path, t->actor->id, metadata });
		if (rc) { /* nothing is begun */
			(void)!upload_remove(&t->arena, r->server->home, fresh);
			return rc;
		}
		again = fresh;
	}
	r->status = 201;
	buf_printf(&r->head_extra, TUS "location: %s/%s\r\n", route->path, again);
	request_done(r);
	return RC_OK;
}

/* An upload is its creator's alone. */
static enum rc mine(struct request *r, struct txn *t, const char *id, struct upload_info *info)
{
	enum rc rc = upload_info_read(&t->arena, r->server->home, id, info);
	if (rc)
		return rc;
	return strcmp(info->actor, t->actor->id) ? RC_NOTFOUND : RC_OK;
}

/* A half-open connection must not keep the upload: the newer request takes it over. */
static void steal(struct server *s, const char *id, const struct request *keep)
{
	for (struct request *r = s->requests; r; r = r->next)
		if (r != keep && r->patch && !strcmp(r->patch->id, id)) {
			fsync(r->patch->fd);
			r->patch->stolen = true;
			lws_set_timeout(r->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
		}
}

void request_end_uploads(const struct request *near, const char *actor)
{
	for (struct request *r = near->server->requests; r; r = r->next)
		if (r->patch && !strcmp(r->patch->actor, actor)) {
			r->patch->stolen = true;
			lws_set_timeout(r->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
		}
}

static enum rc head(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id)
{
	(void)route;
	struct upload_info info;
	enum rc rc = mine(r, t, id, &info);
	if (rc)
		return rc;
	steal(r->server, id, r);
	int64_t size = file_size(upload_path(&t->arena, r->server->home, id, ""));
	if (size < 0) /* finished and taken in */
		size = info.length;
	buf_printf(&r->head_extra,
		TUS "upload-offset: %lld\r\nupload-length: %lld\r\ncache-control: no-store\r\n",
		(long long)size, (long long)info.length);
	r->mime = "text/plain";
	request_done(r);
	return RC_OK;
}

static enum rc terminate(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id)
{
	(void)route;
	struct upload_info info;
	enum rc rc = mine(r, t, id, &info);
	if (rc)
		return rc;
	steal(r->server, id, r);
	rc = upload_remove(&t->arena, r->server->home, id);
	if (!rc)
		finish_empty(r, 204, NULL, NULL);
	return rc;
}

static enum rc patch_begin(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id)
{
	struct upload_info info;
	enum rc rc = mine(r, t, id, &info);
	if (rc)
		return rc;
	steal(r->server, id, r);
	int fd = open(upload_path(&t->arena, r->server->home, id, ""),
		O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? txn_refuse(t, REFUSAL_UPLOAD_OFFSET, "已经传完")
				       : fault_errno("open upload %s", id);
	int64_t have = lseek(fd, 0, SEEK_END), offset = strtoll(r->tus_offset, NULL, 10);
	if (!r->tus_offset[0] || have != offset ||
		have + (r->content_length > 0 ? r->content_length : 0) > info.length) {
		close(fd);
		return txn_refuse(t, REFUSAL_UPLOAD_OFFSET,
			arena_printf(&t->arena, "已有%lld字节", (long long)have));
	}
	struct upload_patch *p = calloc(1, sizeof *p);
	if (!p) {
		close(fd);
		return fault("no memory for an upload");
	}
	*p = (struct upload_patch){
		.route = route, .fd = fd, .start = have, .offset = have, .length = info.length
	};
	snprintf(p->id, sizeof p->id, "%s", id);
	snprintf(p->actor, sizeof p->actor, "%s", t->actor->id);
	if (r->tus_checksum[0])
		p->checksum = hash_new();
	r->patch = p;
	return RC_OK;
}

bool upload_headers(struct request *r)
{
	const char *id;
	const struct upload_route *route = route_of(r, &id);
	if (!route)
		return false;
	r->dispatched = true;
	if (r->method == LWSHUMETH_OPTIONS) {
		buf_printf(&r->head_extra,
			TUS "tus-version: 1.0.0\r\ntus-extension: "
			    "creation,termination,checksum\r\ntus-checksum-algorithm: "
			    "sha256\r\ntus-max-size: %lld\r\n",
			(long long)route->limit);
		finish_empty(r, 204, NULL, NULL);
	} else if (strcmp(r->tus_resumable, "1.0.0")) {
		finish_empty(r, 412, "tus-version: %s\r\n", "1.0.0");
	} else if (r->method == LWSHUMETH_POST && !*id) {
		in_txn(r, route, id, create);
	} else if (r->method == LWSHUMETH_HEAD) {
		in_txn(r, route, id, head);
	} else if (r->method == LWSHUMETH_DELETE) {
		in_txn(r, route, id, terminate);
	} else if (r->method == LWSHUMETH_PATCH) {
		r->dispatched = false;
		if (!in_txn(r, route, id, patch_begin)) {
			r->dispatched = true;
			r->close_after = true; /* the body is not wanted */
		} else if (r->content_length <= 0) {
			upload_complete(r);
		}
	} else {
		request_refuse(r, REFUSAL_METHOD, NULL);
	}
	return true;
}

enum rc upload_data(struct request *r, const void *data, size_t n)
{
	struct upload_patch *p = r->patch;
	const char *from = data;
	if (p->stolen || p->offset + (int64_t)n > p->length)
		return RC_REFUSED;
	if (p->unwritable)
		return RC_OK;
	while (n) {
		ssize_t done = write(p->fd, from, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			p->unwritable = errno;
			log_error("upload", "write: %s", strerror(errno));
			return RC_OK;
		}
		if (p->checksum)
			hash_add(p->checksum, from, (size_t)done);
		from += done;
		n -= (size_t)done;
		p->offset += done;
	}
	return RC_OK;
}

static bool checksum_good(struct request *r)
{
	uint8_t bytes[HASH_SIZE];
	char want[64];
	if (!r->patch->checksum)
		return true;
	hash_end(r->patch->checksum, bytes);
	EVP_EncodeBlock((unsigned char *)want, bytes, HASH_SIZE);
	return !strncmp(r->tus_checksum, "sha256 ", 7) && !strcmp(r->tus_checksum + 7, want);
}

static enum rc finish(
	struct request *r, struct txn *t, const struct upload_route *route, const char *id)
{
	struct upload_info info;
	char sha256[HASH_HEX];
	enum rc rc = mine(r, t, id, &info);
	if (rc)
		return rc;
	char *path = upload_path(&t->arena, r->server->home, id, "");
	rc = hash_file(path, sha256, NULL);
	if (rc)
		return rc;
	struct {
		struct arena *a;
		const char *text;
	} impl = { &t->arena, info.metadata };
	struct upload u = { .id = id,
		.path = path,
		.size = info.length,
		.sha256 = sha256,
		.meta = metadata_value,
		.impl = &impl };
	rc = route->finish(t, &u);
	if (rc == RC_REFUSED) /* told why; the bytes are of no use */
		(void)!upload_remove(&t->arena, r->server->home, id);
	return rc;
}

static void patch_free(struct request *r)
{
	close(r->patch->fd);
	hash_free(r->patch->checksum);
	free(r->patch);
	r->patch = NULL;
}

void upload_complete(struct request *r)
{
	struct upload_patch *p = r->patch;
	const struct upload_route *route = p->route;
	char offset[32], id[UPLOAD_ID];
	r->dispatched = true;
	snprintf(id, sizeof id, "%s", p->id);
	if (p->unwritable) {
		bool full = p->unwritable == ENOSPC || p->unwritable == EDQUOT;
		patch_free(r);
		if (full)
			request_refuse_full(r);
		else
			request_refuse(r, REFUSAL_FAULT, NULL);
		return;
	}
	if (!checksum_good(r)) {
		if (ftruncate(p->fd, p->start))
			log_error("upload", "truncate: %s", strerror(errno));
		patch_free(r);
		finish_empty(r, 460, NULL, NULL);
		return;
	}
	bool synced = fsync(p->fd) == 0;
	bool whole = p->offset == p->length;
	snprintf(offset, sizeof offset, "%lld", (long long)p->offset);
	patch_free(r);
	if (!synced) {
		request_refuse_full(r);
		return;
	}
	if (!whole || in_txn(r, route, id, finish))
		finish_empty(r, 204, "upload-offset: %s\r\n", offset);
}

void upload_cut(struct request *r)
{
	if (fsync(r->patch->fd))
		log_error("upload", "fsync: %s", strerror(errno));
	patch_free(r);
}
