/* A request's head, from its first byte to the empty line. Nothing is mended and nothing is cut
 * off: a head that two readers could read in two ways, or that is longer than what is kept of it,
 * is refused, and the reason names the line. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "http/server_internal.h"

#define HEAD_LINES 100

struct field {
	const char *name;
	size_t at, most;
};
#define FIELD(name, member, most) \
	{ \
		name, offsetof(struct request, member), most \
	}

/* Every header we use. Each at most once. */
static const struct field fields[] = {
	FIELD("accept", accept, 512),
	FIELD("accept-encoding", encoding, 255),
	FIELD("authorization", authorization, 511),
	FIELD("connection", connection_words, 127),
	FIELD("content-length", length_text, 18),
	FIELD("content-type", content_type, 127),
	FIELD("cookie", cookie, 8192),
	FIELD("expect", expect, 32),
	FIELD("host", host, HEAD_HOST),
	FIELD("idempotency-key", idempotency, 64),
	FIELD("if-none-match", etag, 127),
	FIELD("last-event-id", last_event, 18),
	FIELD("minihall-actor", acting, 64),
	FIELD("minihall-signature", signature, 1599),
	FIELD("origin", origin, 255),
	FIELD("range", range, 127),
	FIELD("transfer-encoding", transfer, 127),
	FIELD("tus-resumable", tus_resumable, 15),
	FIELD("upgrade", upgrade, 127),
	FIELD("upload-checksum", tus_checksum, 159),
	FIELD("upload-length", tus_length, 18),
	FIELD("upload-metadata", tus_metadata, 8191),
	FIELD("upload-offset", tus_offset, 18),
};
#define FIELDS (sizeof fields / sizeof *fields)

static const struct {
	const char *word;
	int method;
} methods[] = {
	{ "GET", LWSHUMETH_GET },
	{ "POST", LWSHUMETH_POST },
	{ "OPTIONS", LWSHUMETH_OPTIONS },
	{ "PUT", LWSHUMETH_PUT },
	{ "PATCH", LWSHUMETH_PATCH },
	{ "DELETE", LWSHUMETH_DELETE },
	{ "CONNECT", LWSHUMETH_CONNECT },
	{ "HEAD", LWSHUMETH_HEAD },
};

static bool wrong(const char **why, const char *what)
{
	*why = what;
	return false;
}

/* A character of a header's name or of a method. */
static bool is_token(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("!#$%&'*+-.^_`|~", c));
}

static int from_hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

bool head_decode(const char *from, size_t n, bool plus, char *to)
{
	const char *p = to;
	for (size_t i = 0; i < n; i++) {
		if (from[i] != '%') {
			*to++ = plus && from[i] == '+' ? ' ' : from[i];
			continue;
		}
		int high = i + 2 < n ? from_hex(from[i + 1]) : -1,
		    low = i + 2 < n ? from_hex(from[i + 2]) : -1;
		if (high < 0 || low < 0 || (high | low) == 0)
			return false;
		*to++ = (char)(high << 4 | low);
		i += 2;
	}
	*to = '\0';
	return head_utf8(p);
}

bool head_utf8(const char *text)
{
	for (uint32_t code = 1; code;)
		if ((code = text_next(&text)) == TEXT_NOT_UTF8)
			return false;
	return true;
}

/* `from` is cut into path and query where it lies. */
static bool read_target(struct request *r, char *from, size_t n, const char **why)
{
	char decoded[HEAD_QUERY + 1];
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)from[i] <= ' ' || from[i] == 0x7F || from[i] == '#')
			return wrong(why, "地址里有不能用的字符");
	from[n] = '\0';
	size_t path = strcspn(from, "?"), query = path < n ? n - path - 1 : 0;
	if (from[0] != '/')
		return wrong(why, "地址应以“/”开头");
	if (path > HEAD_PATH || query > HEAD_QUERY)
		return wrong(why, "地址太长");
	r->query = path < n ? from + path + 1 : "";
	if (!head_decode(r->query, query, true, decoded))
		return wrong(why, "地址问号后的内容不是合格的 UTF-8");
	r->path = from;
	return head_decode(from, path, false, from) || wrong(why, "地址不是合格的 UTF-8");
}

static bool read_first(struct request *r, char *line, size_t n, const char **why)
{
	const char *space = memchr(line, ' ', n);
	size_t word = space ? (size_t)(space - line) : 0;
	if (!word || n < word + 11 ||
		(memcmp(line + n - 9, " HTTP/1.1", 9) && memcmp(line + n - 9, " HTTP/1.0", 9)))
		return wrong(why, "第一行不是 HTTP/1.1 请求");
	for (size_t i = 0; i < word; i++)
		if (!is_token((unsigned char)line[i]))
			return wrong(why, "第一行不是 HTTP/1.1 请求");
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (strlen(methods[i].word) == word && !memcmp(methods[i].word, line, word))
			r->method = methods[i].method;
	r->head_only = r->method == LWSHUMETH_HEAD;
	r->old = line[n - 1] == '0';
	return read_target(r, line + word + 1, n - word - 10, why);
}

static const char **slot(struct request *r, const struct field *f)
{
	return (const char **)(void *)((char *)r + f->at);
}

static const struct field *find_field(const char *name, size_t n)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (strlen(fields[i].name) == n && !strncasecmp(fields[i].name, name, n))
			return &fields[i];
	return NULL;
}

static bool read_line(struct request *r, char *line, size_t n, uint32_t *seen, const char **why)
{
	size_t name = 0;
	while (name < n && is_token((unsigned char)line[name]))
		name++;
	if (!name || name == n || line[name] != ':')
		return wrong(why, "请求头的一行不合格式");
	char *from = line + name + 1, *end = line + n;
	while (from < end && (*from == ' ' || *from == '\t'))
		from++;
	while (end > from && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	for (const char *p = from; p < end; p++)
		if (((unsigned char)*p < ' ' && *p != '\t') || *p == 0x7F)
			return wrong(why, "请求头里有不能用的字符");
	const struct field *f = find_field(line, name);
	if (!f)
		return true;
	uint32_t bit = 1u << (f - fields);
	if (*seen & bit)
		return wrong(why, "请求头的一行重复了");
	*seen |= bit;
	if ((size_t)(end - from) > f->most)
		return wrong(why, "请求头的一行太长");
	*end = '\0';
	*slot(r, f) = from;
	return head_utf8(from) || wrong(why, "请求头不是合格的 UTF-8");
}

static bool digits(const char *text, size_t most)
{
	size_t n = strspn(text, "0123456789");
	return n && n <= most && !text[n];
}

/* What the lines say together. */
static bool agree(struct request *r, uint32_t seen, const char **why)
{
	if (!r->old && !r->host[0])
		return wrong(why, "请求头没有 Host");
	if (strpbrk(r->host, " \t,/@\\\"'<>"))
		return wrong(why, "请求头的 Host 不合格式");
	if (r->transfer[0])
		return wrong(why, "不接受分块传送，请先写明长度");
	if (r->upgrade[0])
		return wrong(why, "不接受换用别的协议");
	if (r->expect[0] && strcasecmp(r->expect, "100-continue"))
		return wrong(why, "请求头的 Expect 不认识");
	for (size_t i = 0; i < FIELDS; i++) {
		const char *text = *slot(r, &fields[i]);
		bool number = text == r->length_text || text == r->last_event ||
			      text == r->tus_length || text == r->tus_offset;
		if (number && (seen & 1u << i) && !digits(text, 18))
			return wrong(why, "请求头里应为数字的一行不是数字");
	}
	r->content_length = r->length_text[0] ? strtoll(r->length_text, NULL, 10) : 0;
	r->close_after |= r->old || strcasestr(r->connection_words, "close");
	return true;
}

void head_blank(struct request *r)
{
	r->path = r->query = "";
	r->method = -1;
	for (size_t i = 0; i < FIELDS; i++)
		*slot(r, &fields[i]) = "";
}

bool head_read(struct request *r, const char *text, size_t n, const char **why)
{
	uint32_t seen = 0;
	char *line = r->head = malloc(n + 1);
	if (!line)
		return wrong(why, "内存不足");
	memcpy(line, text, n);
	line[n] = '\0';
	for (int lines = 0; n > 2; lines++) {
		char *end = memmem(line, n, "\r\n", 2);
		size_t length = end ? (size_t)(end - line) : n;
		if (lines > HEAD_LINES)
			return wrong(why, "请求头的行数太多");
		if (lines == 0 ? !read_first(r, line, length, why)
			       : !read_line(r, line, length, &seen, why))
			return false;
		line += length + 2;
		n -= length + 2;
	}
	return agree(r, seen, why);
}
