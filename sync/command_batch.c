/* `minihall batch verify|list|extract FILE`: what a county clerk can do with a batch that came on a
 * stick or by mail. */
#include <stdio.h>
#include <string.h>
#include "words/cli.h"
#include "base/file.h"
#include "base/hash.h"
#include "sync/batch.h"
#include "sync/command.h"

/* The signer's key by an allowed_signers file, looked up under the sender that the (still unproved)
 * manifest names. */
static const char *signer_key(struct arena *a, const char *file, const char *sender)
{
	char *text;
	if (file_read(a, file, 1u << 20, &text, NULL))
		return NULL;
	size_t n = strlen(sender);
	for (char *line = text; line && *line;
		line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (!strncmp(line, sender, n) && (line[n] == ',' || line[n] == ' ')) {
			char *key = strstr(line, " ssh-ed25519 ");
			return key ? arena_strndup(a, key + 1, strcspn(key + 1, "\n")) : NULL;
		}
	return NULL;
}

static void print_members(const yyjson_val *manifest)
{
	size_t i, max;
	yyjson_val *m;
	yyjson_val *events = json_get(manifest, "events");
	printf("发送 %s  接收 %s  通道 %lld  批次 %lld  记录 %lld–%lld  时间 %s%s\n",
		json_text(manifest, "sender"), json_text(manifest, "recipient"),
		(long long)json_int(manifest, "lane", 0), (long long)json_int(manifest, "seq", 0),
		(long long)json_int(events, "first", 0), (long long)json_int(events, "last", 0),
		json_text(manifest, "claimed_at"),
		json_flag(manifest, "clock_trusted") ? "" : "（时间待校）");
	yyjson_arr_foreach (json_get(manifest, "members"), i, max, m)
		printf("%10lld  %s  %s\n", (long long)json_int(m, "size", 0),
			json_text(m, "sha256"), json_text(m, "name"));
}

static int explain(enum rc rc, const struct batch_refusal *why)
{
	if (rc == RC_REFUSED)
		fprintf(stderr, "不可信（%s）：%s。请不要使用这个文件，向发送方重新索取。\n",
			why->reason, why->text);
	else
		fprintf(stderr, "故障：%s\n", fault_text());
	return rc == RC_REFUSED ? 1 : 3;
}

int command_batch(const struct cli *c)
{
	struct arena a;
	struct batch_refusal why = { "format", "" };
	yyjson_val *manifest;
	char id[HASH_HEX];
	const char *act = cli_text(c, arg_batch_act), *file = cli_text(c, arg_batch_file);
	const char *trust = cli_text(c, arg_batch_trust), *to = cli_text(c, arg_batch_to);
	bool list_only = !strcmp(act, "list"), extract = !strcmp(act, "extract");
	if ((!list_only && !trust[0]) || (extract && !to[0]))
		return cli_wrong(c, "核对签名需要 --trust allowed_signers 文件%s",
			extract ? "，取出还需要 --to 目录" : "");
	arena_init(&a, 64u << 20);
	enum rc rc = batch_read(&a, file, NULL, NULL, &manifest, id, &why);
	if (!rc && !list_only) {
		const char *key = json_text(manifest, "sender")
					  ? signer_key(&a, trust, json_text(manifest, "sender"))
					  : NULL;
		if (!key) {
			why = (struct batch_refusal){ "key", "--trust 文件里没有这个发送方的公钥" };
			rc = RC_REFUSED;
		} else {
			rc = batch_read(&a, file, key, extract ? to : NULL, &manifest, id, &why);
		}
	}
	int status = rc ? explain(rc, &why) : 0;
	if (!status) {
		printf("%s  %s\n", id, list_only ? "（未核对签名）" : "签名和内容完好");
		print_members(manifest);
	}
	arena_release(&a);
	return status;
}
