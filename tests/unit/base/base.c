/* The ground floor: dates, clock, JSON, hashes, signatures against stock ssh-keygen, files, limits. Argument: a scratch directory. */
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/password.h"
#include "base/sign.h"

static void dates(void)
{
	char text[DATE_TEXT], at[CLOCK_TEXT];
	CHECK("epoch", date_make(1970, 1, 1) == 0 && date_weekday(0) == 4);
	CHECK("leap years", date_make(2024, 2, 29) != DATE_NONE && date_make(2023, 2, 29) == DATE_NONE && date_make(1900, 2, 29) == DATE_NONE && date_make(2000, 2, 29) != DATE_NONE);
	CHECK("today is a Tuesday", date_weekday(date_parse("2026-11-24")) == 2);
	CHECK("bad dates", date_parse("2026-13-01") == DATE_NONE && date_parse("2026-1-1") == DATE_NONE && date_parse("20261124") == DATE_NONE && date_parse("2026-11-2x") == DATE_NONE && date_parse("") == DATE_NONE);
	for (int32_t day = date_make(1999, 12, 1); day < date_make(2004, 4, 1); day++) {
		date_text(day, text);
		CHECK("every day reads back", date_parse(text) == day);
	}
	/* the trap of bcgov #626: an evening at UTC is already tomorrow here */
	CHECK("the civil day changes at 16:00 UTC", date_of(1764000000000LL - 1) == date_of(1764000000000LL) || date_of(1764000000000LL) == date_of(1764000000000LL - 1) + 1);
	int64_t late = clock_parse("2026-11-24T23:59:59.999+08:00");
	date_text(date_of(late), text);
	CHECK_TEXT("last moment of the day", text, "2026-11-24");
	date_text(date_of(late + 1), text);
	CHECK_TEXT("first of the next", text, "2026-11-25");
	clock_text(late, at);
	CHECK_TEXT("clock text", at, "2026-11-24T23:59:59.999+08:00");
	CHECK("clock refuses other forms", clock_parse("2026-11-24T23:59:59Z") == -1 && clock_parse("2026-11-24T24:00:00.000+08:00") == -1 && clock_parse("2026-11-24T-5:30:01.123+08:00") == -1 && clock_parse("2026-11-24T 5:30:01.123+08:00") == -1 && clock_parse(NULL) == -1);
	CHECK("1970 is not plausible", !clock_plausible(0) && clock_plausible(late));
}

/* An object of so many members, the last named like the first when twice is set. */
static void members(struct buf *b, int count, bool twice)
{
	buf_init(b, 4 << 20);
	buf_puts(b, "{\"login\":1");
	for (int i = 0; i < count; i++)
		buf_printf(b, ",\"k%07d\":%d", i, i);
	buf_puts(b, twice ? ",\"login\":2}" : "}");
}

/* What a stranger may send and what becomes of it: bounded before memory is asked for, and never an end of the process. */
static void json_limits(void)
{
	struct arena a;
	yyjson_val *v;
	size_t n;
	struct buf many, twice;
	members(&many, 90000, false);
	members(&twice, 90000, true);
	arena_init(&a, 8 << 20);
	CHECK("too many values", json_read_most(&a, many.data, many.len, 20000, &v) == RC_REFUSED && a.used == 0);
	arena_init(&a, 64 << 20);
	int64_t began = clock_steady();
	CHECK("many members", json_read(&a, many.data, many.len, &v) == RC_OK && yyjson_obj_size(v) == 90001);
	CHECK("one of them twice", json_read(&a, twice.data, twice.len, &v) == RC_REFUSED);
	CHECK("are compared in no time", clock_steady() - began < 1000);
	const char *inside = "[\",,,[[[{{{:::\\\",,\"]";
	CHECK("values are counted outside texts", json_read_most(&a, inside, strlen(inside), 2, &v) == RC_OK);
	CHECK("nesting inside texts is none", json_read(&a, "\"[[[[[[[[[[[[[[[[[[[[\"", 22, &v) == RC_OK);
	CHECK("no NUL in a text", json_read(&a, "[\"a\\u0000b\"]", 12, &v) == RC_REFUSED && json_read(&a, "{\"\\u0000\":1}", 12, &v) == RC_REFUSED);
	CHECK("nor after it", json_read(&a, "{}\0{}", 5, &v) == RC_REFUSED);
	arena_release(&a);
	arena_init(&a, 4096);
	CHECK("reading stops at the arena's limit", json_read(&a, many.data, many.len, &v) == RC_REFUSED && a.full);
	arena_release(&a);
	CHECK("released, it is as new", !a.full);
	yyjson_mut_doc *d = json_doc(&a);
	yyjson_mut_val *list = yyjson_mut_arr(d);
	for (int i = 0; i < 5000; i++)
		yyjson_mut_arr_add_strcpy(d, list, "0123456789");
	json_write(&a, list, &n);
	CHECK("a document drops nothing past the limit, and the arena says so", yyjson_mut_arr_size(list) == 5000 && n == 65001 && a.full && !a.unwritable);
	CHECK_TEXT("a text that is not UTF-8 is not written", json_write(&a, yyjson_mut_str(d, "\xff"), &n), "null");
	CHECK("and said", a.unwritable && n == 4);
	fault_clear();
	arena_release(&a);
	buf_release(&many);
	buf_release(&twice);
}

static void json(void)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, 1 << 20);
	static const char *const bad[] = { "", "{", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "[1] 2", "nul", "{'a':1}", "\"\xff\"", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(bad[i], json_read(&a, bad[i], strlen(bad[i]), &v) == RC_REFUSED);
	const char *text = "{\"b\":[1,2,{\"z\":null,\"a\":\"\\u5f20\"}],\"a\":true}";
	CHECK("good JSON", json_read(&a, text, strlen(text), &v) == RC_OK && json_flag(v, "a"));
	yyjson_mut_doc *d = json_doc(&a);
	size_t n;
	CHECK_TEXT("canonical form", json_canonical(&a, yyjson_val_mut_copy(d, v), &n), "{\"a\":true,\"b\":[1,2,{\"a\":\"张\",\"z\":null}]}");
	arena_release(&a);
	json_limits();
	arena_init(&a, 100);
	CHECK("arenas are bounded", arena_try_alloc(&a, 101) == NULL && arena_try_alloc(&a, 60) != NULL && arena_try_alloc(&a, 60) == NULL);
	arena_release(&a);
	struct buf b;
	buf_init(&b, 10);
	buf_puts(&b, "12345");
	buf_puts(&b, "678901");
	CHECK("a full buffer takes nothing more", b.full && b.len == 5);
	buf_release(&b);
}

static void hashes(void)
{
	char hex[HASH_HEX], secret[PASSWORD_HASH], token[ID_TOKEN], other[ID_TOKEN];
	unsigned char bytes[4];
	hash_bytes_hex("abc", 3, hex);
	CHECK_TEXT("SHA-256 of abc", hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	CHECK("hex", hex_decode("00ff10aB", bytes, 4) == RC_REFUSED && hex_decode("00ff10ab", bytes, 4) == RC_OK && bytes[1] == 255 && hex_decode("00", bytes, 4) == RC_REFUSED);
	uint8_t key[HASH_SIZE] = { 0 }, keyed[HASH_SIZE];
	memset(key, 0x0b, 20); /* RFC 4231, the first case: a shorter key is filled up with zeros */
	hash_keyed(key, "Hi There", 8, keyed);
	hash_hex(keyed, hex);
	CHECK_TEXT("with a key", hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	CHECK("a password is hashed", password_hash("minihall2026", secret) == RC_OK && !strncmp(secret, "$argon2id$v=19$m=19456,t=2,p=1$", 31));
	CHECK("and checked", password_check("minihall2026", secret) == RC_OK && password_check("minihall2027", secret) == RC_REFUSED && password_check("x", "$argon2id$") == RC_REFUSED);
	id_token(token);
	id_token(other);
	CHECK("tokens differ", strlen(token) == 43 && strcmp(token, other));
}

static int run(const char *format, const char *dir)
{
	char command[4096];
	snprintf(command, sizeof command, format, dir, dir, dir, dir, dir);
	return system(command);
}

/* A key file that a power cut or a careless copy left: none of it is taken for a key. */
static void broken_keys(const char *dir)
{
	struct arena a;
	struct sign_key *key = NULL;
	char path[4096], *text;
	size_t n;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/node.key", dir);
	CHECK("the whole key", file_read(&a, path, 4096, &text, &n) == RC_OK && n > 100);
	snprintf(path, sizeof path, "%s/broken.key", dir);
	for (size_t i = 0; i + 1 < n; i++) { /* the last line end is not needed */
		CHECK("a part", file_write(path, text, i, 0600) == RC_OK);
		CHECK("a part of a key is none", sign_key_load(path, &key) == RC_FAULT && !key);
		CHECK("and the fault names the file", strstr(fault_text(), "broken.key") != NULL);
		fault_clear();
	}
	char *noise = arena_alloc(&a, n);
	memset(noise, 0, n);
	CHECK("zeros, as a cut leaves them", file_write(path, noise, n, 0600) == RC_OK);
	CHECK("are none", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	CHECK("ssh-keygen's own form is not this one", run("ssh-keygen -q -t ed25519 -N '' -f %s/other", dir) == 0);
	snprintf(path, sizeof path, "%s/other", dir);
	CHECK("and refused", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	snprintf(path, sizeof path, "%s/nowhere.key", dir);
	CHECK("nor is one that is not there", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	CHECK("a folder is none", sign_key_load(dir, &key) == RC_FAULT && !key);
	fault_clear();
	arena_release(&a);
}

static void signatures(const char *dir)
{
	struct sign_key *key;
	char path[4096], public[SIGN_PUBLIC_TEXT], armor[SIGN_ARMOR], again[SIGN_ARMOR], text[4096], fingerprint[64];
	const char *message = "收件一件\n";
	snprintf(path, sizeof path, "%s/node.key", dir);
	CHECK("a key is made once", sign_key_create(path) == RC_OK && sign_key_create(path) == RC_FAULT);
	fault_clear();
	CHECK("and read", sign_key_load(path, &key) == RC_OK);
	sign_key_public(key, public);
	CHECK("signing", sign_data(key, SIGN_BATCH, message, strlen(message), armor) == RC_OK && sign_data(key, SIGN_BATCH, message, strlen(message), again) == RC_OK);
	CHECK("is deterministic", !strcmp(armor, again));
	CHECK("we accept ours", sign_verify(public, SIGN_BATCH, message, strlen(message), armor) == RC_OK);
	CHECK("not for another purpose", sign_verify(public, SIGN_GIT, message, strlen(message), armor) == RC_REFUSED);
	CHECK("not another message", sign_verify(public, SIGN_BATCH, message, strlen(message) - 1, armor) == RC_REFUSED);
	CHECK("fingerprint", sign_fingerprint(public, fingerprint) == RC_OK && !strncmp(fingerprint, "SHA256:", 7) && strlen(fingerprint) == 50);
	size_t length = strlen(armor);
	for (size_t i = 0; i < length; i++) { /* every byte of the armour, flipped */
		char broken[SIGN_ARMOR];
		memcpy(broken, armor, length + 1);
		broken[i] ^= 1;
		if (i == length - 1)
			continue; /* the last line end is not part of it */
		CHECK("a flipped byte is refused", sign_verify(public, SIGN_BATCH, message, strlen(message), broken) == RC_REFUSED);
		memcpy(broken, armor, length + 1);
		broken[i] = '\0';
		CHECK("a truncated armour is refused", sign_verify(public, SIGN_BATCH, message, strlen(message), broken) == RC_REFUSED || i == length - 1);
	}
	snprintf(path, sizeof path, "%s/message", dir);
	CHECK("message", file_write(path, message, strlen(message), 0600) == RC_OK);
	snprintf(path, sizeof path, "%s/message.sig", dir);
	CHECK("signature", file_write(path, armor, strlen(armor), 0600) == RC_OK);
	snprintf(text, sizeof text, "tester %s\n", public);
	snprintf(path, sizeof path, "%s/signers", dir);
	CHECK("signers", file_write(path, text, strlen(text), 0600) == RC_OK);
	CHECK("ssh-keygen accepts ours", run("ssh-keygen -Y verify -f %s/signers -I tester -n minihall-batch -s %s/message.sig < %s/message >/dev/null 2>&1", dir) == 0);
	CHECK("and refuses another message", run("echo x | ssh-keygen -Y verify -f %s/signers -I tester -n minihall-batch -s %s/message.sig >/dev/null 2>&1", dir) != 0);
	/* the other way round: a key and signature made by ssh-keygen */
	CHECK("ssh-keygen makes a key", run("ssh-keygen -q -t ed25519 -N '' -f %s/theirs", dir) == 0);
	struct arena a;
	char *theirs, *their_signature;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/theirs.pub", dir);
	CHECK("their key", file_read(&a, path, 4096, &theirs, NULL) == RC_OK);
	snprintf(path, sizeof path, "%s/message.sig", dir);
	(void)!unlink(path);
	CHECK("ssh-keygen signs again", run("ssh-keygen -q -Y sign -f %s/theirs -n minihall-batch %s/message 2>/dev/null", dir) == 0);
	CHECK("their signature", file_read(&a, path, 4096, &their_signature, NULL) == RC_OK && sign_verify(theirs, SIGN_BATCH, message, strlen(message), their_signature) == RC_OK);
	arena_release(&a);
	sign_key_free(key);
}

static void files(const char *dir)
{
	struct arena a;
	char path[4096], *data, **names;
	size_t n;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/one/two/three", dir);
	CHECK("directories", dir_make(path, 0700) == RC_OK && dir_make(path, 0700) == RC_OK);
	snprintf(path, sizeof path, "%s/one/file", dir);
	CHECK("write and read", file_write(path, "abc", 3, 0600) == RC_OK && file_read(&a, path, 10, &data, &n) == RC_OK && n == 3 && !strcmp(data, "abc"));
	CHECK("a limit is kept", file_read(&a, path, 2, &data, &n) == RC_FAULT);
	fault_clear();
	CHECK("absent is not a fault", file_read(&a, "/nonexistent/x", 2, &data, &n) == RC_NOTFOUND);
	snprintf(path, sizeof path, "%s/one", dir);
	CHECK("list", dir_list(&a, path, &names) == RC_OK && !strcmp(names[0], "file") && !strcmp(names[1], "two") && !names[2]);
	CHECK("remove", dir_remove(path) == RC_OK && !file_exists(path));
	arena_release(&a);
}

/* Many lines of one kind: some are said, the rest is counted; a text never makes a second line. */
static void logs(const char *dir)
{
	struct arena a;
	char path[4096], *text;
	size_t lines = 0;
	arena_init(&a, 1 << 20);
	snprintf(path, sizeof path, "%s/log", dir);
	int error = dup(STDERR_FILENO), file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
	CHECK("the log is caught", error >= 0 && file >= 0 && dup2(file, STDERR_FILENO) >= 0);
	for (int i = 0; i < 1000; i++)
		log_warning("test", "%s: not found", i ? "/api/x" : "/api/\nfake line");
	log_warning("test", "another kind");
	for (int i = 0; i < 20; i++)
		log_each("test", "who did what: %d", i);
	CHECK("and let go", dup2(error, STDERR_FILENO) >= 0);
	close(error);
	close(file);
	CHECK("read", file_read(&a, path, 65536, &text, NULL) == RC_OK);
	for (const char *p = text; (p = strchr(p, '\n')); p++)
		lines++;
	CHECK("each kind is said a few times, what is looked for each time", lines == LOG_SAID + 1 + 20);
	CHECK("a line break in a text is none in the log", strstr(text, "/api/\\x0Afake line") != NULL);
	arena_release(&a);
}

/* What is said of a clock is said of one run of it. */
static void runs_of_the_clock(void)
{
	char first[CLOCK_RUN], second[CLOCK_RUN];
	int64_t shift = clock_shifted();
	snprintf(first, sizeof first, "%s", clock_run());
	CHECK("a run has a name", strlen(first) == CLOCK_RUN - 1);
	CHECK_TEXT("and keeps it while the clock goes on", clock_run(), first);
	clock_shift(shift + 3600000);
	snprintf(second, sizeof second, "%s", clock_run());
	CHECK("a step forth is another run", strcmp(first, second) != 0);
	clock_shift(shift);
	CHECK("a step back is no return to the first", strcmp(clock_run(), first) && strcmp(clock_run(), second));
	snprintf(first, sizeof first, "%s", clock_run());
	clock_begin_run();
	CHECK("a vouching begins another", strcmp(clock_run(), first) != 0);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	dates();
	json();
	hashes();
	runs_of_the_clock();
	signatures(dir);
	broken_keys(dir);
	files(dir);
	logs(dir);
	return FINISH();
}
