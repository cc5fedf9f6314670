/* trust.json. */
#include "sync/trust.h"
#include <string.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"

#define TRUST_LIMIT (1u << 20)

static const char *text_or(const yyjson_val *v, const char *key)
{
	const char *text = json_text(v, key);
	return text ? text : "";
}

enum rc trust_load(struct arena *a, const char *home, struct trust_peer **peers, size_t *count)
{
	char *text;
	size_t n, i, max;
	yyjson_val *root, *v;
	*count = 0;
	enum rc rc = file_read(a, arena_printf(a, "%s/trust.json", home), TRUST_LIMIT, &text, &n);
	if (rc == RC_NOTFOUND)
		return RC_OK;
	if (rc)
		return rc;
	if (json_read(a, text, n, &root))
		return fault("%s/trust.json is not JSON", home);
	yyjson_val *list = yyjson_obj_get(root, "peers");
	struct trust_peer *all = arena_array(a, struct trust_peer, yyjson_arr_size(list) + 1);
	yyjson_arr_foreach (list, i, max, v)
		all[(*count)++] = (struct trust_peer){ text_or(v, "node"), text_or(v, "name"),
			text_or(v, "public"), text_or(v, "url"), text_or(v, "tls_pin"),
			json_flag(v, "hub"), json_flag(v, "revoked") };
	*peers = all;
	return RC_OK;
}

enum rc trust_find(struct arena *a, const char *home, const char *node, struct trust_peer *out)
{
	struct trust_peer *peers;
	size_t n;
	enum rc rc = trust_load(a, home, &peers, &n);
	for (size_t i = 0; !rc && i < n; i++)
		if (!strcmp(peers[i].node, node) && !peers[i].revoked) {
			*out = peers[i];
			return RC_OK;
		}
	return rc ? rc : RC_NOTFOUND;
}

enum rc trust_hub(struct arena *a, const char *home, struct trust_peer *out)
{
	struct trust_peer *peers;
	size_t n;
	enum rc rc = trust_load(a, home, &peers, &n);
	for (size_t i = 0; !rc && i < n; i++)
		if (peers[i].hub && !peers[i].revoked) {
			*out = peers[i];
			return RC_OK;
		}
	return rc ? rc : RC_NOTFOUND;
}

static void add_peer(yyjson_mut_doc *d, yyjson_mut_val *list, const struct trust_peer *p)
{
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
	yyjson_mut_obj_add_str(d, v, "node", p->node);
	yyjson_mut_obj_add_str(d, v, "name", p->name);
	yyjson_mut_obj_add_str(d, v, "public", p->public);
	yyjson_mut_obj_add_str(d, v, "url", p->url);
	yyjson_mut_obj_add_str(d, v, "tls_pin", p->tls_pin);
	yyjson_mut_obj_add_bool(d, v, "hub", p->hub);
	yyjson_mut_obj_add_bool(d, v, "revoked", p->revoked);
}

enum rc trust_add(const char *home, const struct trust_peer *peer)
{
	struct arena a;
	struct trust_peer *peers;
	size_t n, length;
	arena_init(&a, 8 * TRUST_LIMIT);
	enum rc rc = trust_load(&a, home, &peers, &n);
	if (!rc) {
		yyjson_mut_doc *d = json_doc(&a);
		yyjson_mut_val *root = yyjson_mut_obj(d),
			       *list = yyjson_mut_obj_add_arr(d, root, "peers");
		for (size_t i = 0; i < n; i++)
			if (strcmp(peers[i].node, peer->node))
				add_peer(d, list, &peers[i]);
		add_peer(d, list, peer);
		char *text = json_write(&a, root, &length);
		rc = file_write(arena_printf(&a, "%s/trust.json", home), text, length, 0600);
	}
	arena_release(&a);
	return rc;
}

enum rc trust_write_allowed_signers(
	const char *home, const char *self_node, const char *self_public)
{
	struct arena a;
	struct trust_peer *peers;
	size_t n;
	struct buf b;
	arena_init(&a, 4 * TRUST_LIMIT);
	buf_init(&b, TRUST_LIMIT);
	enum rc rc = trust_load(&a, home, &peers, &n);
	if (!rc) {
		/* the e-mail form is what git looks a committer up by */
		if (self_public)
			buf_printf(&b, "%s,%s@minihall %s\n", self_node, self_node, self_public);
		for (size_t i = 0; i < n; i++)
			if (!peers[i].revoked)
				buf_printf(&b, "%s,%s@minihall %s\n", peers[i].node, peers[i].node,
					peers[i].public);
		rc = b.full ? fault("too many peers")
			    : file_write(arena_printf(&a, "%s/allowed_signers", home),
				      b.data ? b.data : "", b.len, 0644);
	}
	buf_release(&b);
	arena_release(&a);
	return rc;
}
