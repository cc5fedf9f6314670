/* Armoured signatures and keys as they come with batches: nothing but the right one is believed,
 * and none breaks the reader. */
#include <stdlib.h>
#include <string.h>
#include "base/result.h"
#include "base/sign.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char key[] =
		"ssh-ed25519 "
		"AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fuzz";
	char print[64];
	if (size < 1)
		return 0;
	char *text = strndup((const char *)data + 1, size - 1);
	if (data[0] & 1) {
		if (sign_verify(key, "minihall-batch", "data", 4, text) == RC_OK)
			abort(); /* nobody has that key */
	} else {
		(void)!sign_fingerprint(text, print);
		(void)!sign_verify(text, "minihall-batch", "data", 4,
			"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n");
	}
	fault_clear();
	free(text);
	return 0;
}
