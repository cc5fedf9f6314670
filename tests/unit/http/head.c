/* Request heads, Range lines, tus metadata and who hears what: bytes from outside before anything
 * is done with them. */
#include "check.h"
#include <stdlib.h>
#include "http/server_internal.h"
#include "http/metadata.h"
#include "http/stream.h"

/* The refusal's reason, or "" when the head was read. */
static const char *read_head(struct request *r, const char *text, size_t n)
{
	const char *why = "";
	free(r->head);
	*r = (struct request){ 0 };
	head_blank(r);
	return head_read(r, text, n, &why) ? "" : why;
}

static const char *said(struct request *r, const char *text)
{
	return read_head(r, text, strlen(text));
}

static void good(struct request *r)
{
	CHECK_TEXT("a plain head",
		said(r, "GET /api/items/%E5%BC%A0?q=%E5%BC%A0+a&n=1 HTTP/1.1\r\nHost: a:1\r\n\r\n"),
		"");
	CHECK_TEXT("its path is decoded", r->path, "/api/items/张");
	CHECK_TEXT("its query is not", r->query, "q=%E5%BC%A0+a&n=1");
	CHECK("a method and no body",
		r->method == LWSHUMETH_GET && r->content_length == 0 && !r->close_after);
	CHECK_TEXT("blanks around a value",
		said(r, "POST / HTTP/1.1\r\nhOsT:\t a \r\nX:\r\nContent-Length: 12\r\nCookie: a=b; "
			"c=d\r\n\r\n"),
		"");
	CHECK("are no part of it",
		!strcmp(r->host, "a") && r->content_length == 12 && !strcmp(r->cookie, "a=b; c=d"));
	CHECK_TEXT("HTTP/1.0 needs no Host", said(r, "GET / HTTP/1.0\r\n\r\n"), "");
	CHECK("and closes", r->close_after);
	CHECK_TEXT("a method nobody knows", said(r, "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), "");
	CHECK("is none", r->method == -1);
}

static void bad(struct request *r)
{
	static const char *const heads[] = {
		"GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /\r\nHost: a\r\n\r\n",
		"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
		"/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET * HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /# HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=%c0%80 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=%ed%a0%80 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +28\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 28abc\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\n x: y\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX: a\x01\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nCookie: \xff\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nUpload-Offset: -1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nIdempotency-Key: "
		"0123456789012345678901234567890123456789012345678901234567890123x\r\n\r\n",
	};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		CHECK(heads[i], said(r, heads[i])[0]);
	static const char nul[] = "GET / HTTP/1.1\r\nHost: a\r\nCookie: a\0b\r\n\r\n";
	CHECK("a NUL in a header", read_head(r, nul, sizeof nul - 1)[0]);
	char path[600];
	snprintf(path, sizeof path, "GET /%0512d HTTP/1.1\r\nHost: a\r\n\r\n", 0);
	CHECK("nothing is cut off: a path", said(r, path)[0]);
}

static void lines(struct request *r)
{
	CHECK_TEXT("a sign-in",
		said(r, "POST /api/login HTTP/1.1\r\nHost: a:1\r\nOrigin: http://b:1\r\n\r\n"), "");
	r->address = "10.0.0.7";
	CHECK("is not taken where others can read it", request_in_clear(r));
	r->address = "127.0.0.1";
	CHECK("but on the box itself", !request_in_clear(r));
	r->address = "10.0.0.7";
	r->secure = true;
	CHECK("and over TLS", !request_in_clear(r));
	CHECK("another site's page is seen", request_foreign(r));
}

static void ranges(void)
{
	static const struct {
		const char *text;
		enum range is;
		int64_t first, size;
	} cases[] = {
		{ "", RANGE_ALL, 0, 100 },
		{ "bytes=0-0", RANGE_PART, 0, 1 },
		{ "bytes=5-", RANGE_PART, 5, 95 },
		{ "bytes=90-200", RANGE_PART, 90, 10 },
		{ "bytes=-5", RANGE_PART, 95, 5 },
		{ "bytes=-500", RANGE_PART, 0, 100 },
		{ "bytes=100-", RANGE_NONE, 0, 100 },
		{ "bytes=-0", RANGE_NONE, 0, 100 },
		{ "bytes=5-2", RANGE_ALL, 0, 100 },
		{ "bytes=10--9223372036854775808", RANGE_ALL, 0, 100 },
		{ "bytes=1-2,4-5", RANGE_ALL, 0, 100 },
		{ "bytes=99999999999999999999-", RANGE_ALL, 0, 100 },
		{ "bytes=-", RANGE_ALL, 0, 100 },
		{ "bytes=a-b", RANGE_ALL, 0, 100 },
		{ "lines=1-2", RANGE_ALL, 0, 100 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t first = 0, size = 100;
		CHECK(cases[i].text, range_read(cases[i].text, 100, &first, &size) == cases[i].is &&
					     first == cases[i].first && size == cases[i].size);
	}
	int64_t first = 0, size = 0;
	CHECK("nothing of an empty file",
		range_read("bytes=0-", 0, &first, &size) == RANGE_NONE &&
			range_read("bytes=-5", 0, &first, &size) == RANGE_NONE && size == 0);
}

static void metadata(void)
{
	struct arena a;
	arena_init(&a, 65536);
	CHECK_TEXT("a value", metadata_find(&a, "case QTE=,name 5byg", "name"), "张");
	CHECK_TEXT("none", metadata_find(&a, "case QTE=,name 5byg", "nam"), "");
	CHECK("good ones", metadata_good(&a, "") && metadata_good(&a, "a QTE=, b ,c 5byg"));
	CHECK("not base64", !metadata_good(&a, "a QTE") && !metadata_good(&a, "a ????"));
	CHECK("not UTF-8",
		!metadata_good(&a, "name /w==") && !metadata_good(&a, "a QTE=,name /w=="));
	CHECK("a NUL", !metadata_good(&a, "name QQBC"));
	arena_release(&a);
}

static void hearers(void)
{
	CHECK("the wall", stream_tells("ticket.taken", 0) && stream_tells("setting.changed", 0) &&
				  !stream_tells("case.received", 0) &&
				  !stream_tells("site.other", 0));
	CHECK("a village hears of visits, not of leave, roster or cases",
		stream_tells("appointment.booked", ROLE_VILLAGE) &&
			stream_tells("opening.closed", ROLE_VILLAGE) &&
			!stream_tells("leave.requested", ROLE_VILLAGE) &&
			!stream_tells("roster.assigned", ROLE_VILLAGE) &&
			!stream_tells("case.received", ROLE_VILLAGE));
	CHECK("a device is the wall",
		!stream_tells("case.received", ROLE_KIOSK | ROLE_BOARD | ROLE_RATER));
	CHECK("who serves people hears no rating",
		stream_tells("rating.given", ROLE_DIRECTOR) &&
			!stream_tells("rating.given", ROLE_CLERK) &&
			!stream_tells("rating.given", ROLE_DIRECTOR | ROLE_CLERK));
	CHECK("the wall's past is bounded", stream_from("0", 100000, true) == 100000 - 200 &&
						    stream_from("99990", 100000, true) == 99990);
	CHECK("and staff's", stream_from("0", 100000, false) == 100000 - 2000 &&
				     stream_from("0", 10, false) <= 0);
	CHECK("a new one begins now", stream_from("", 100000, true) == 100000 &&
					      stream_from("100001", 100000, true) == 100000);
	CHECK("staff hear the rest", stream_tells("case.received", ROLE_CLERK) &&
					     stream_tells("a kind of tomorrow", ROLE_GUIDE));
}

/* One address has its places and no more, another has its own; where a peer proved its key there is
 * always one. */
static void places(void)
{
	static struct connection all[8192];
	struct server s = { 0 };
	size_t n = 0;
	while (n < 8192 && connection_admits(&s, "10.0.0.1")) {
		struct connection *c = &all[n++];
		*c = (struct connection){ .server = &s, .next = s.connections };
		snprintf(c->address, sizeof c->address, "10.0.0.1");
		s.connections = c;
		s.connection_count++;
	}
	CHECK("six hundred that dawdle leave room for others of the same address", n > 700);
	CHECK("but not for ever", n < 2048 && !connection_admits(&s, "10.0.0.1"));
	CHECK("another address has its own", connection_admits(&s, "10.0.0.2"));
	connection_prove(&all[0]);
	CHECK("a peer's address is not short of places", connection_admits(&s, "10.0.0.1"));
	s.connection_count = 4095;
	CHECK("nor when all are taken",
		connection_admits(&s, "10.0.0.1") && !connection_admits(&s, "10.0.0.2"));
}

int main(void)
{
	struct request r = { 0 };
	good(&r);
	bad(&r);
	lines(&r);
	free(r.head);
	ranges();
	metadata();
	hearers();
	places();
	return FINISH();
}
