/* How a function says how it went.
 *
 * Three things are kept apart: a bug asserts (asserts stay on in release), a fault (disk, memory,
 * peer) is RC_FAULT and leaves its first cause in fault_text(), a refusal is a rule saying no and
 * carries a row of tbl/WING/refusals.def with words for the user. Out-parameters are written last
 * and only on RC_OK. */
#ifndef BASE_RESULT_H
#define BASE_RESULT_H
#include <stdbool.h>

#define NODISCARD __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define CLEANUP(f) __attribute__((cleanup(f)))

enum rc {
	RC_OK = 0,
	RC_REFUSED, /* a rule said no: the refusal says which */
	RC_NOTFOUND, /* the thing named does not exist */
	RC_FAULT, /* disk, memory, peer: fault_text() has the first cause */
};

/* Goes on when it went well, returns how it went when not. Only where nothing has to be released:
 * never in base/ or http/. */
#define TRY(x) \
	do { \
		enum rc try_ = (x); \
		if (try_) \
			return try_; \
	} while (0)

/* Remembers the cause of a fault unless an earlier one is still unread; returns RC_FAULT.
 * Thread-local. */
enum rc fault(const char *format, ...) PRINTF(1, 2);
/* The same with ": strerror(errno)" appended. */
enum rc fault_errno(const char *format, ...) PRINTF(1, 2);
/* The first cause since fault_clear(), "" when none. Valid until the next fault on this thread. */
const char *fault_text(void);
bool fault_full(void); /* the cause was that the disk has no room: it passes when there is */
void fault_say_full(void); /* for who knows it by another number than errno */
void fault_clear(void);

#endif
