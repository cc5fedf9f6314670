/* SHA-256, with a key and without, and numbers in hex. Argument: none. */
#include "check.h"
#include "base/hash.h"

static void hashes(void)
{
	char hex[HASH_HEX];
	unsigned char bytes[4];
	hash_bytes_hex("abc", 3, hex);
	CHECK_TEXT("SHA-256 of abc", hex,
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	CHECK("hex", hex_decode("00ff10aB", bytes, 4) == RC_REFUSED &&
			     hex_decode("00ff10ab", bytes, 4) == RC_OK && bytes[1] == 255 &&
			     hex_decode("00", bytes, 4) == RC_REFUSED);
	uint8_t key[HASH_SIZE] = { 0 }, keyed[HASH_SIZE];
	memset(key, 0x0b, 20); /* RFC 4231, the first case: a shorter key is filled up with zeros */
	hash_keyed(key, "Hi There", 8, keyed);
	hash_hex(keyed, hex);
	CHECK_TEXT("with a key", hex,
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

int main(void)
{
	hashes();
	return FINISH();
}
