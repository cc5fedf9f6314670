/* Randomness from the kernel only. */
#include "base/id.h"
#include <stdlib.h>
#include <sys/random.h>
#include <errno.h>

void id_random(void *out, size_t n)
{
	unsigned char *p = out;
	while (n) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			abort();
		p += got;
		n -= (size_t)got;
	}
}

void id_token(char out[ID_TOKEN])
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned char bytes[ID_TOKEN - 1];
	id_random(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		out[i] = alphabet[bytes[i] & 63];
	out[ID_TOKEN - 1] = '\0';
}

void id_digits(char *out, size_t n)
{
	for (size_t i = 0; i < n;) {
		unsigned char byte;
		id_random(&byte, 1);
		if (byte < 250) /* keeps all ten digits equally likely */
			out[i++] = (char)('0' + byte % 10);
	}
	out[n] = '\0';
}
