/* `minihall pull`: county staff fetch every batch the hub has, with its signature, check each, and
 * go on where an earlier run stopped. */
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include "words/cli.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/password.h"
#include "sync/batch.h"
#include "sync/command.h"
#include "sync/transport.h"

struct pull {
	struct arena a;
	struct transport *t;
	const char *to;
	long fetched, held, bad;
};

static bool never_stop(void *context)
{
	(void)context;
	return false;
}

static enum rc sign_in(struct pull *p, const char *login)
{
	char password[PASSWORD_TYPED];
	struct transport_reply r;
	size_t n;
	fprintf(stderr, "密码：");
	if (!password_typed(password))
		return fault("没有读到密码");
	yyjson_mut_doc *d = json_doc(&p->a);
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "login", login);
	yyjson_mut_obj_add_str(d, v, "password", password);
	char *body = json_write(&p->a, v, &n);
	password_wipe(password);
	transport_cookies(p->t);
	enum rc rc = transport_post(p->t, "/api/login", NULL, body, n, &r);
	if (!rc && r.status != 200)
		rc = fault("登录不成：%.200s", r.body.data ? r.body.data : "");
	buf_release(&r.body);
	return rc;
}

static enum rc fetch(struct pull *p, const yyjson_val *b)
{
	struct arena *a = &p->a;
	const char *hall = json_text(b, "hall");
	long long lane = json_int(b, "lane", 0), seq = json_int(b, "seq", 0);
	if (!hall || strchr(hall, '/') || hall[0] == '.')
		return fault("县级给的名单不对");
	const char *path = arena_printf(a, "/api/hub/batches/%s/%lld/%lld", hall, lane, seq),
		   *dir = arena_printf(a, "%s/%s/%lld", p->to, hall, lane);
	const char *file = arena_printf(a, "%s/%08lld.tar.zst", dir, seq),
		   *sig = arena_printf(a, "%s.sig", file);
	struct transport_reply r;
	if (file_size(file) == json_int(b, "size", -2) && file_exists(sig)) {
		p->held++;
		return RC_OK;
	}
	TRY(dir_make(dir, 0755));
	TRY(transport_get(p->t, arena_printf(a, "%s/sig", path), &r));
	enum rc rc = r.status == 200 ? file_write(sig, r.body.data, r.body.len, 0644)
				     : fault("取签名得到 %ld", r.status);
	buf_release(&r.body);
	if (!rc)
		rc = transport_download(p->t, arena_printf(a, "%s/file", path), file,
			json_int(b, "size", 0), NULL, NULL);
	p->fetched += !rc;
	return rc;
}

/* Structure and hashes; the signature is for `minihall batch verify --trust` with a list of keys
 * obtained otherwise than from this server. */
static void check(struct pull *p, const yyjson_val *b)
{
	struct batch_refusal why = { "format", "" };
	yyjson_val *manifest;
	char id[HASH_HEX];
	const char *file = arena_printf(&p->a, "%s/%s/%lld/%08lld.tar.zst", p->to,
		json_text(b, "hall"), (long long)json_int(b, "lane", 0),
		(long long)json_int(b, "seq", 0));
	enum rc rc = batch_read(&p->a, file, NULL, NULL, &manifest, id, &why);
	bool good = !rc && (!json_text(b, "id")[0] || !strcmp(id, json_text(b, "id")));
	p->bad += !good;
	printf("%s  %s %lld/%lld  %s\n", good ? "完好" : "损坏", json_text(b, "hall"),
		(long long)json_int(b, "lane", 0), (long long)json_int(b, "seq", 0),
		good ? id : why.text);
	fault_clear();
}

int command_pull(const struct cli *c)
{
	struct pull p = { .to = cli_text(c, arg_pull_to) };
	const char *from = cli_text(c, arg_pull_from), *login = cli_text(c, arg_pull_login),
		   *pin = cli_text(c, arg_pull_pin);
	struct transport_reply r;
	yyjson_val *v, *b;
	size_t i, max;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	arena_init(&p.a, 128u << 20);
	enum rc rc = transport_open(from, pin, never_stop, NULL, &p.t);
	if (!rc)
		rc = sign_in(&p, login);
	if (!rc)
		rc = transport_get(p.t, "/api/hub/batches", &r);
	if (!rc) {
		char *copy = arena_strndup(&p.a, r.body.data ? r.body.data : "", r.body.len);
		if (r.status != 200 || json_read(&p.a, copy, r.body.len, &v))
			rc = fault("没有权限，或县级没有给出名单（%ld）", r.status);
		buf_release(&r.body);
	}
	if (!rc)
		yyjson_arr_foreach (yyjson_obj_get(v, "batches"), i, max, b) {
			rc = rc ? rc : fetch(&p, b);
			if (!rc)
				check(&p, b);
		}
	if (rc)
		fprintf(stderr, "没有取完：%s。再运行一次会接着取。\n", fault_text());
	else
		printf("新取 %ld 批，原有 %ld 批，损坏 %ld 批\n", p.fetched, p.held, p.bad);
	transport_close(p.t);
	arena_release(&p.a);
	curl_global_cleanup();
	return rc ? 3 : p.bad ? 1 : 0;
}
