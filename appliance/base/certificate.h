/* The hall's own certificate authority and its server certificate, made at init: P-256, the
 * authority good for ten years and for nothing but signing this box's server (pathlen 0), the
 * server's for 397 days (browsers take no longer) and renewed at start when fewer than 30 are left.
 * The authority is good for the box's own names, private addresses and loopback alone (name
 * constraints); one that an earlier version made without them is made again, with its key, when the
 * server's certificate is renewed: devices that installed it go on, and what is installed from then
 * on is constrained. */
#ifndef BASE_CERTIFICATE_H
#define BASE_CERTIFICATE_H
#include <stdbool.h>
#include "base/result.h"

/* Writes ca.key ca.crt tls.key tls.crt into dir when they are missing, or tls.* when it is about to
 * expire. name: what people see as the authority's name. addresses:
 * "localhost,192.168.8.1,hall.local". */
NODISCARD enum rc certificate_ensure(const char *dir, const char *name, const char *addresses);
/* "sha256//…": the pin of a server certificate's public key, as curl takes it. out has room for
 * 64. */
NODISCARD enum rc certificate_pin(const char *crt_path, char out[64]);

/* Whom a server's certificate is for. */
struct certificate;
NODISCARD enum rc certificate_load(const char *crt_path, struct certificate **out);
bool certificate_names(const struct certificate *c, const char *host); /* a name or address in it */
/* the first that others can reach; else its first; "localhost" */
const char *certificate_first(const struct certificate *c);
void certificate_free(struct certificate *c);

#endif
