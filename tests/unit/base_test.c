/* The ground floor: memory with limits, dates, clock, JSON, hashes, passwords, files. */
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "base/password.h"

static void test_buf(void)
{
	struct buf b;
	buf_init(&b, 10);
	buf_puts(&b, "0123456789");
	CHECK("buf takes exactly its limit", !b.full && b.len == 10 && !strcmp(b.data, "0123456789"));
	buf_add(&b, "x", 1);
	CHECK("buf past its limit is full and unchanged", b.full && b.len == 10 && !strcmp(b.data, "0123456789"));
	buf_clear(&b);
	buf_printf(&b, "%d-%s", 42, "ab");
	CHECK_TEXT("buf formats", b.data, "42-ab");
	buf_printf(&b, "%s", "0123456789");
	CHECK("buf never writes half a formatted piece", b.full && !strcmp(b.data, "42-ab"));
	buf_puts(&b, "a");
	CHECK("a full buf stays full", b.full && b.len == 5);
	buf_release(&b);
	buf_init(&b, 1u << 20);
	for (int i = 0; i < 100000; i++)
		buf_add(&b, "ab", 2);
	CHECK("buf grows", !b.full && b.len == 200000 && b.data[199999] == 'b' && b.data[200000] == '\0');
	buf_release(&b);
}

static void test_arena(void)
{
	struct arena a;
	arena_init(&a, 100000);
	unsigned char *p = arena_alloc(&a, 5000);
	bool zero = true;
	for (int i = 0; i < 5000; i++)
		zero &= p[i] == 0;
	CHECK("arena memory is zeroed", zero);
	CHECK("arena memory is aligned for any type", ((uintptr_t)arena_alloc(&a, 3) | (uintptr_t)arena_alloc(&a, 1)) % 16 == 0);
	CHECK("arena refuses past its limit", !arena_try_alloc(&a, 100000) && arena_try_alloc(&a, 50000) && !arena_try_alloc(&a, 50000));
	CHECK("arena refuses a size that would overflow", !arena_try_alloc(&a, SIZE_MAX) && !arena_try_alloc(&a, SIZE_MAX - 7));
	CHECK_TEXT("arena formats", arena_printf(&a, "%s·%d", "号", 7), "号·7");
	CHECK_TEXT("arena copies n bytes", arena_strndup(&a, "abcdef", 3), "abc");
	CHECK("arena copies nothing as nothing", !arena_strdup(&a, NULL));
	arena_release(&a);
	CHECK("an arena serves again after its release", arena_try_alloc(&a, 90000) != NULL);
	arena_release(&a);
}

static void test_date(void)
{
	static const struct { int year, month, day; int32_t want; } days[] = {
		{ 1970, 1, 1, 0 }, { 2000, 2, 29, 11016 }, { 2026, 11, 24, 20781 }, { 1969, 12, 31, -1 }, { 2100, 3, 1, 47541 },
		{ 2023, 2, 29, DATE_NONE }, { 1900, 2, 29, DATE_NONE }, { 2024, 13, 1, DATE_NONE }, { 2024, 0, 1, DATE_NONE }, { 2024, 4, 31, DATE_NONE }, { 2024, 4, 0, DATE_NONE } };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		char name[64];
		snprintf(name, sizeof name, "date %d-%d-%d", days[i].year, days[i].month, days[i].day);
		CHECK_INT(name, date_make(days[i].year, days[i].month, days[i].day), days[i].want);
	}
	bool same = true, weekday = true;
	int before = date_weekday(date_make(1899, 12, 31));
	for (int32_t d = date_make(1900, 1, 1); d < date_make(2101, 1, 1); d++) {
		char text[DATE_TEXT];
		date_text(d, text);
		same &= date_parse(text) == d && date_make(date_year(d), date_month(d), date_day(d)) == d;
		weekday &= date_weekday(d) == before % 7 + 1;
		before = date_weekday(d);
	}
	CHECK("every day of 1900…2100 reads back as itself", same);
	CHECK("weekdays follow each other", weekday);
	CHECK_INT("2026-11-24 is a Tuesday", date_weekday(date_make(2026, 11, 24)), 2);
	static const char *const bad[] = { "", "2026-1-24", "2026-11-24 ", "2026/11/24", "20261124", "2026-11-2x", "-026-11-24", "2026--1-24", "2026-11--4" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char name[64];
		snprintf(name, sizeof name, "\"%s\" is not a date", bad[i]);
		CHECK_INT(name, date_parse(bad[i]), DATE_NONE);
	}
	CHECK_INT("no text is no date", date_parse(NULL), DATE_NONE);
}

static void test_clock(void)
{
	char text[CLOCK_TEXT];
	clock_text(1795505401123LL, text);
	CHECK_TEXT("clock as text is Shanghai's", text, "2026-11-24T15:30:01.123+08:00");
	CHECK_INT("clock text reads back", clock_parse(text), 1795505401123LL);
	clock_text(-1, text);
	CHECK_TEXT("before 1970", text, "1970-01-01T07:59:59.999+08:00");
	CHECK_INT("the day turns at 16:00 UTC", date_of(16 * 3600000LL) - date_of(16 * 3600000LL - 1), 1);
	CHECK_INT("minutes since local midnight", date_minute_of(0), 480);
	static const char *const bad[] = { "2026-11-24T15:30:01.123Z", "2026-11-24T25:30:01.123+08:00", "2026-11-24T15:60:01.123+08:00", "2026-11-24T15:30:01.123+09:00",
		"2026-02-30T15:30:01.123+08:00", "2026-11-24T15:30:01.123+08:0x", "2026-11-24T15:30:01.123 08:00", "" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char name[80];
		snprintf(name, sizeof name, "\"%s\" is not our time", bad[i]);
		CHECK_INT(name, clock_parse(bad[i]), -1);
	}
	CHECK("a clock of 1970 or 2025 is not believed, of 2027 it is", !clock_plausible(0) && !clock_plausible(1767225599999LL) && clock_plausible(1800000000000LL) && !clock_plausible(4102444800000LL));
	int64_t now = clock_now();
	clock_shift(86400000);
	int64_t shifted = clock_now();
	clock_shift(0);
	CHECK("the clock shifts by a day", shifted - now >= 86400000 && shifted - now < 86400000 + 5000);
	int64_t steady = clock_steady();
	CHECK("the steady clock does not go back", clock_steady() >= steady);
}

static bool reads(const char *text)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, 1u << 20);
	bool good = json_read(&a, text, strlen(text), &v) == RC_OK;
	arena_release(&a);
	return good;
}

static void test_json(void)
{
	static const char *const bad[] = { "", "{", "{\"a\":1,}", "[1,]", "// x\n1", "{\"a\":1,\"a\":2}", "{\"x\":{\"a\":1,\"b\":2,\"a\":1}}", "[{\"\":1,\"\":2}]", "{\"a\":1,\"\\u0061\":2}", "nul", "NaN",
		"Infinity", "1 2", "'a'", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\\ud800\"", "{\"a\" 1}", "\"a", "[1", "01", "+1", "1.", "\"\t\"" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char name[64];
		snprintf(name, sizeof name, "JSON case %zu is refused", i);
		check_say(!reads(bad[i]), name, "was read: %s", bad[i]);
	}
	CHECK("plain JSON is read", reads("{\"a\":[1,2.5,-3e4,true,null,\"号\"],\"b\":{\"a\":1}}") && reads("1") && reads(" [ ] "));
	char deep[256];
	for (int depth = JSON_DEPTH; depth <= JSON_DEPTH + 1; depth++) {
		snprintf(deep, sizeof deep, "%.*s1%.*s", depth, "[[[[[[[[[[[[[[[[[[[[", depth, "]]]]]]]]]]]]]]]]]]]]");
		CHECK(depth == JSON_DEPTH ? "JSON as deep as allowed" : "JSON one deeper is refused", reads(deep) == (depth == JSON_DEPTH));
	}
	struct arena a;
	yyjson_val *v;
	arena_init(&a, 1u << 20);
	char *many = malloc(200001);
	memset(many, '[', 200000);
	many[200000] = '\0';
	CHECK("a hundred thousand brackets are refused", json_read(&a, many, 200000, &v) != RC_OK);
	free(many);
	arena_release(&a);
	arena_init(&a, 1000);
	CHECK("JSON past the arena's limit is refused", json_read(&a, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70]", 200, &v) != RC_OK);
	arena_release(&a);
	arena_init(&a, 1u << 20);
	yyjson_mut_doc *doc = json_doc(&a);
	const char *text = "{\"b\":[{\"z\":1,\"y\":\"\\u53f7\"},2],\"a\":{\"乙\":1,\"B\":2,\"a\":3},\"\":null}";
	NEED("an unordered document is read", json_read(&a, text, strlen(text), &v) == RC_OK);
	size_t n;
	char *canonical = json_canonical(&a, yyjson_val_mut_copy(doc, v), &n);
	CHECK_TEXT("canonical: keys in byte order at every depth, no white space", canonical, "{\"\":null,\"a\":{\"B\":2,\"a\":3,\"乙\":1},\"b\":[{\"y\":\"号\",\"z\":1},2]}");
	CHECK_INT("canonical length", n, strlen(canonical));
	NEED("the canonical form is read", json_read(&a, canonical, n, &v) == RC_OK);
	CHECK_TEXT("canonical of canonical is the same", json_canonical(&a, yyjson_val_mut_copy(doc, v), NULL), canonical);
	CHECK("members by kind", !json_text(v, "a") && json_int(v, "a", -7) == -7 && !json_flag(v, "nothing"));
	arena_release(&a);
}

static void test_hash(void)
{
	char hex[HASH_HEX], again[HASH_HEX], path[256];
	hash_bytes_hex("abc", 3, hex);
	CHECK_TEXT("SHA-256 of abc", hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	struct hash *h = hash_new();
	uint8_t bytes[HASH_SIZE];
	for (int round = 0; round < 2; round++) { /* a hash is fresh after its end */
		hash_add(h, "a", 1);
		hash_add(h, "", 0);
		hash_add(h, "bc", 2);
		hash_end(h, bytes);
		hash_hex(bytes, again);
		CHECK_TEXT("SHA-256 in pieces", again, hex);
	}
	hash_free(h);
	snprintf(path, sizeof path, "%s/hash", check_place());
	int64_t size = 0;
	CHECK("SHA-256 of a file", file_write(path, "abc", 3, 0600) == RC_OK && hash_file(path, again, &size) == RC_OK && !strcmp(again, hex) && size == 3);
	uint8_t three[3];
	CHECK("hex decodes exactly", hex_decode("00ff7f", three, 3) == RC_OK && three[1] == 0xff && three[2] == 0x7f);
	CHECK("hex refuses what is not that", hex_decode("00ff7", three, 3) != RC_OK && hex_decode("00ff7g", three, 3) != RC_OK && hex_decode("00ff7f00", three, 3) != RC_OK);
	CHECK("secrets compare", hash_same("abcd", "abcd", 4) && !hash_same("abcd", "abce", 4) && !hash_same("bbcd", "abcd", 4));
	char one[ID_TOKEN], two[ID_TOKEN];
	id_token(one);
	id_token(two);
	CHECK("tokens differ and are URL-safe", strcmp(one, two) && strlen(one) == 43 && strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == 43);
	char digits[9];
	id_digits(digits, 8);
	CHECK("digits are digits", strlen(digits) == 8 && strspn(digits, "0123456789") == 8);
}

static void test_password(void)
{
	char hash[PASSWORD_HASH], other[PASSWORD_HASH], bent[PASSWORD_HASH];
	NEED("a password hashes", password_hash("minihall2026", hash) == RC_OK && password_hash("minihall2026", other) == RC_OK);
	CHECK("its salt is its own", strcmp(hash, other));
	CHECK("Argon2id in PHC form", !strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31));
	CHECK("the right password passes", password_check("minihall2026", hash) == RC_OK);
	CHECK("a wrong one does not", password_check("minihall2027", hash) == RC_REFUSED && password_check("", hash) == RC_REFUSED);
	snprintf(bent, sizeof bent, "%s", hash);
	bent[strlen(bent) - 5] = bent[strlen(bent) - 5] == 'A' ? 'B' : 'A';
	CHECK("a bent hash does not pass", password_check("minihall2026", bent) == RC_REFUSED);
	CHECK("rubbish is not a hash", password_check("x", "") == RC_REFUSED && password_check("x", "$argon2id$") == RC_REFUSED && password_check("x", "x") == RC_REFUSED);
}

static void test_file(void)
{
	struct arena a;
	char *data, path[256], part[256], dir[256];
	size_t n;
	arena_init(&a, 1u << 20);
	snprintf(path, sizeof path, "%s/file", check_place());
	CHECK("an absent file is not found", file_read(&a, path, 100, &data, &n) == RC_NOTFOUND && !file_exists(path) && file_size(path) == -1);
	NEED("a file is written", file_write(path, "first", 5, 0600) == RC_OK);
	struct stat st;
	CHECK("with its mode", !stat(path, &st) && (st.st_mode & 0777) == 0600);
	CHECK("and read", file_read(&a, path, 100, &data, &n) == RC_OK && n == 5 && !strcmp(data, "first"));
	CHECK("a file past the limit is a fault", file_read(&a, path, 4, &data, &n) == RC_FAULT);
	fault_clear();
	int held = open(path, O_RDONLY);
	CHECK("a file is replaced", file_write(path, "second", 6, 0600) == RC_OK);
	char old[8] = "";
	CHECK("a reader of the old file keeps the old file whole", read(held, old, 7) == 5 && !strcmp(old, "first"));
	close(held);
	snprintf(dir, sizeof dir, "%s/nowhere/file", check_place());
	CHECK("a file without its directory is a fault that names it", file_write(dir, "x", 1, 0600) == RC_FAULT && strstr(fault_text(), "nowhere"));
	fault_clear();
	char **names;
	NEED("the directory is listed", dir_list(&a, check_place(), &names) == RC_OK);
	bool clean = true;
	for (size_t i = 0; names[i]; i++)
		clean &= !strcmp(names[i], "file") || !strcmp(names[i], "hash");
	CHECK("no temporary file is left", clean);
	snprintf(part, sizeof part, "%s/link", check_place());
	CHECK("a symbolic link is not followed", !symlink(path, part) && file_read(&a, part, 100, &data, &n) == RC_FAULT);
	fault_clear();
	snprintf(dir, sizeof dir, "%s/a/b/c", check_place());
	CHECK("directories with parents, twice", dir_make(dir, 0700) == RC_OK && dir_make(dir, 0700) == RC_OK);
	snprintf(part, sizeof part, "%s/a/b/out", check_place());
	snprintf(dir, sizeof dir, "%s/a", check_place());
	CHECK("removal follows no links", !symlink(check_place(), part) && dir_remove(dir) == RC_OK && !file_exists(dir) && file_exists(path));
	CHECK("removing what is absent is fine", file_remove(dir) == RC_OK);
	int64_t free_bytes, total;
	CHECK("disk space is told", disk_space(check_place(), &free_bytes, &total) == RC_OK && total >= free_bytes && total > 0);
	arena_release(&a);
}

static void test_fault(void)
{
	fault_clear();
	errno = ENOENT;
	CHECK("a fault keeps its first cause", fault_errno("first") == RC_FAULT && fault("second") == RC_FAULT && !strncmp(fault_text(), "first: ", 7));
	fault_clear();
	CHECK_TEXT("and forgets it", fault_text(), "");
}

int main(void)
{
	test_buf();
	test_arena();
	test_date();
	test_clock();
	test_json();
	test_hash();
	test_password();
	test_file();
	test_fault();
	return check_end();
}
