/* Device files and sockets, with deadlines. */
#include "print/device.h"
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include "base/clock.h"

/* a real-time answer comes within milliseconds; slow network boxes take longer */
#define ANSWER_MS 1500
#define CLOSE_MS 2000 /* how long the far end may take to read what is on its way */

static int left_until(int64_t deadline)
{
	int64_t left = deadline - clock_steady();
	return left > 0 ? (int)left : 0;
}

/* Waits until fd can be read or written; false at the deadline. */
static bool ready(int fd, short events, int64_t deadline)
{
	for (;;) {
		struct pollfd p = { .fd = fd, .events = events };
		int n = poll(&p, 1, left_until(deadline));
		if (n > 0)
			return true;
		if (n == 0 || errno != EINTR)
			return false;
	}
}

static const char *word_of(int error)
{
	return error == ECONNREFUSED                              ? "refused"
	       : error == ETIMEDOUT || error == EINPROGRESS       ? "timeout"
	       : error == ENXIO || error == EBUSY || error == EIO ? "offline"
								  : "unreachable";
}

static int open_tcp(const char *target, int64_t deadline, const char **reason)
{
	char host[128];
	const char *colon = strrchr(target, ':');
	struct addrinfo *found = NULL,
			hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
	*reason = "unreachable";
	if (!colon || (size_t)(colon - target) >= sizeof host)
		return -1;
	snprintf(host, sizeof host, "%.*s", (int)(colon - target), target);
	if (getaddrinfo(host, colon + 1, &hints, &found) || !found)
		return -1;
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), error = 0;
	socklen_t n = sizeof error;
	if (fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen)) {
		error = errno;
		if (error == EINPROGRESS && ready(fd, POLLOUT, deadline))
			getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
	}
	freeaddrinfo(found);
	if (fd >= 0 && !error)
		return fd;
	*reason = word_of(fd < 0 ? errno : error);
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Only a device or a pipe: a mistyped path must not spoil a file. */
static int open_file(const struct device *d, const char **reason)
{
	struct stat s;
	struct termios line;
	int fd = open(
		d->target, (d->answers ? O_RDWR : O_WRONLY) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		*reason = word_of(errno);
		return -1;
	}
	if (fstat(fd, &s) || (!S_ISCHR(s.st_mode) && !S_ISFIFO(s.st_mode))) {
		close(fd);
		*reason = "unreachable";
		return -1;
	}
	if (!tcgetattr(fd, &line)) { /* a serial line: bytes as they are */
		cfmakeraw(&line);
		tcsetattr(fd, TCSANOW, &line);
	}
	return fd;
}

static int device_open(const struct device *d, int64_t deadline, const char **reason)
{
	return d->tcp ? open_tcp(d->target, deadline, reason) : open_file(d, reason);
}

/* How many bytes went out by the deadline. */
static size_t send_all(int fd, const char *data, size_t n, int64_t deadline, int *error)
{
	size_t sent = 0;
	*error = 0;
	while (sent < n) {
		ssize_t now = write(fd, data + sent, n - sent);
		if (now > 0) {
			sent += (size_t)now;
		} else if (now < 0 && errno != EAGAIN && errno != EINTR) {
			*error = errno;
			return sent;
		} else if (!ready(fd, POLLOUT, deadline)) {
			*error = ETIMEDOUT;
			return sent;
		}
	}
	return sent;
}

/* What lies unread is not an answer to what will be asked. */
static void drain(int fd)
{
	char waste[256];
	while (read(fd, waste, sizeof waste) > 0)
		;
}

/* One question; false when nothing that answers it came by the deadline. */
static bool ask(int fd, enum escpos_query query, struct escpos_status *status, int64_t deadline)
{
	struct buf question;
	int error;
	buf_init(&question, 16);
	escpos_ask(query, &question);
	bool asked = send_all(fd, question.data, question.len, deadline, &error) == question.len;
	buf_release(&question);
	while (asked && ready(fd, POLLIN, deadline)) {
		uint8_t byte;
		ssize_t n = read(fd, &byte, 1);
		if (n == 1 && escpos_answer(query, byte, status))
			return true;
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			return false;
	}
	return false;
}

/* The printer on itself; false when it says nothing. */
static bool look(int fd, struct escpos_status *status, int64_t deadline)
{
	static const enum escpos_query all[] = { ESCPOS_PRINTER, ESCPOS_OFFLINE, ESCPOS_PAPER };
	int64_t soon = clock_steady() + ANSWER_MS;
	*status = (struct escpos_status){ 0 };
	drain(fd);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!ask(fd, all[i], status, soon < deadline ? soon : deadline))
			return false;
	return true;
}

/* Closing a socket with unread bytes throws away what is on its way to the paper: first the far end
 * reads to our end. */
static void device_close(const struct device *d, int fd)
{
	if (d->tcp && !shutdown(fd, SHUT_WR)) {
		int64_t until = clock_steady() + CLOSE_MS;
		char waste[256];
		while (ready(fd, POLLIN, until))
			if (read(fd, waste, sizeof waste) <= 0)
				break;
	}
	close(fd);
}

static enum device_result finish(
	int fd, int64_t deadline, const char **reason, struct escpos_status *seen)
{
	struct escpos_status end = { 0 };
	bool through = ask(fd, ESCPOS_DONE, &end, deadline);
	bool answered = look(fd, seen, clock_steady() + 3 * ANSWER_MS);
	seen->paper_low |= end.paper_low;
	seen->paper_out |= end.paper_out;
	*reason = escpos_hindrance(seen);
	if (*reason)
		return DEVICE_FAILED;
	if (through && answered)
		return DEVICE_DONE;
	*reason = "no_answer";
	return DEVICE_UNKNOWN;
}

static enum device_result print_on(const struct device *d, int fd, const struct buf *data,
	int64_t deadline, const char **reason, struct escpos_status *seen)
{
	int error;
	if (d->answers) {
		bool answered = look(fd, seen, deadline);
		*reason = answered ? escpos_hindrance(seen) : "no_answer";
		if (*reason)
			return DEVICE_FAILED;
	}
	size_t sent = send_all(fd, data->data, data->len, deadline, &error);
	if (sent < data->len) {
		*reason = word_of(error);
		return sent ? DEVICE_UNKNOWN : DEVICE_FAILED;
	}
	return d->answers ? finish(fd, deadline, reason, seen) : DEVICE_DONE;
}

enum device_result device_print(const struct device *d, const struct buf *data, const char **reason,
	struct escpos_status *seen)
{
	int64_t deadline = clock_steady() + d->timeout_ms;
	*seen = (struct escpos_status){ 0 };
	*reason = NULL;
	int fd = device_open(d, deadline, reason);
	if (fd < 0)
		return DEVICE_FAILED;
	enum device_result result = print_on(d, fd, data, deadline, reason, seen);
	device_close(d, fd);
	return result;
}

const char *device_look(const struct device *d)
{
	int64_t deadline = clock_steady() + d->timeout_ms;
	struct escpos_status seen;
	const char *reason = NULL;
	int fd = device_open(d, deadline, &reason);
	if (fd < 0)
		return reason;
	bool answered = look(fd, &seen, deadline);
	device_close(d, fd);
	const char *hindrance = escpos_hindrance(&seen);
	return !answered        ? "no_answer"
	       : hindrance      ? hindrance
	       : seen.paper_low ? "paper_low"
				: "ready";
}
