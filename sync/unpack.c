/* zstd as a stream in front of libarchive. */
#include "sync/unpack.h"
#include <archive.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zstd.h>
#include <zstd_errors.h>
#include "base/file.h"

#define PIECE 65536

struct unpack {
	int fd;
	ZSTD_DCtx *z;
	ZSTD_inBuffer in;
	int64_t left; /* bytes that may still come out */
	bool over; /* the frame has ended */
	const char *wrong;
	char compressed[PIECE], plain[PIECE];
};

static bool fill(struct unpack *u)
{
	if (u->in.pos < u->in.size)
		return true;
	ssize_t n = read(u->fd, u->compressed, sizeof u->compressed);
	if (n < 0)
		u->wrong = "读文件出错";
	u->in = (ZSTD_inBuffer){ u->compressed, n > 0 ? (size_t)n : 0, 0 };
	return n > 0;
}

static bool step(struct unpack *u, ZSTD_outBuffer *out)
{
	size_t code = ZSTD_decompressStream(u->z, out, &u->in);
	if (ZSTD_isError(code)) {
		bool window = ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge;
		u->wrong = window ? "压缩窗口过大" : "压缩数据损坏";
		return false;
	}
	u->over = code == 0;
	if ((u->left -= (int64_t)out->pos) < 0)
		u->wrong = "解开后比清单允许的大";
	return !u->wrong;
}

static la_ssize_t next_piece(struct archive *r, void *context, const void **data)
{
	struct unpack *u = context;
	ZSTD_outBuffer out = { u->plain, sizeof u->plain, 0 };
	*data = u->plain;
	while (!u->wrong && !u->over && out.pos == 0) {
		bool more = fill(u);
		if (!more && !u->wrong)
			u->wrong = "压缩数据不全";
		if (!more || !step(u, &out))
			break;
	}
	if (!u->wrong)
		return (la_ssize_t)out.pos;
	archive_set_error(r, EINVAL, "%s", u->wrong);
	return ARCHIVE_FATAL;
}

enum rc unpack_open(struct archive *r, const char *path, int64_t limit, struct unpack **out)
{
	struct unpack *u = calloc(1, sizeof *u);
	if (!u)
		return fault("no memory to unpack");
	u->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	u->z = ZSTD_createDCtx();
	u->left = limit;
	enum rc rc = u->fd < 0 ? fault_errno("open %s", path) : RC_OK;
	if (!rc && (!u->z || ZSTD_isError(ZSTD_DCtx_setParameter(
				     u->z, ZSTD_d_windowLogMax, UNPACK_WINDOW_LOG))))
		rc = fault("zstd: no memory");
	*out = u;
	if (!rc && archive_read_open(r, u, NULL, next_piece, NULL) != ARCHIVE_OK && !u->wrong)
		u->wrong = "不是 zstd 压缩的 tar 包";
	return rc;
}

const char *unpack_wrong(const struct unpack *u)
{
	return u->wrong;
}

bool unpack_ended(struct unpack *u)
{
	while (!u->over && !u->wrong) { /* what pads the tar's last block */
		ZSTD_outBuffer out = { u->plain, sizeof u->plain, 0 };
		if (!fill(u) || !step(u, &out))
			return false;
		for (size_t i = 0; i < out.pos; i++)
			if (u->plain[i])
				return false;
	}
	return !u->wrong && !fill(u);
}

void unpack_close(struct unpack *u)
{
	if (!u)
		return;
	close_fd(&u->fd);
	ZSTD_freeDCtx(u->z);
	free(u);
}
