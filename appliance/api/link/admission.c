/* Admission of halls. trust.json is written within the unit: to believe less than the journal says,
 * for a moment, does no harm. */
#include "api/link/admission.h"
#include <string.h>
#include "base/file.h"
#include "hall/people/account.h"
#include "hall/link/outbox.h"
#include "hub/fleet.h"
#include "hub/options.h"
#include "hub/publish.h"
#include "store/journal.h"

static enum rc write_trust(struct txn *t, const struct trust_peer *peer)
{
	char *public;
	TRY(trust_add(t->self->home, peer));
	TRY(file_read(&t->arena, arena_printf(&t->arena, "%s/keys/node.pub", t->self->home), 4096,
		&public, NULL));
	char *comment = strrchr(public, ' ');
	if (comment)
		*comment = '\0';
	return trust_write_allowed_signers(t->self->home, t->self->node, public);
}

/* "<9 or 12 digits>-<incarnation>": from it come the names of folders, of streams and of the rows
 * that are its own. */
static bool good_node(const struct txn *t, const char *node)
{
	size_t site = strspn(node, "0123456789"),
	       again = node[site] == '-' ? strspn(node + site + 1, "0123456789") : 0;
	if ((site != 9 && site != 12) || again < 1 || again > 6 || node[site + 1 + again])
		return false;
	/* the county's rows are the county's */
	return strlen(t->self->site) != site || strncmp(node, t->self->site, site);
}

enum rc admission_admit(struct txn *t, const struct trust_peer *hall)
{
	struct row_fleet_admitted held;
	int64_t count;
	if (hall->hub || !good_node(t, hall->node))
		return txn_refuse(t, REFUSAL_HALL_NODE, hall->node);
	struct trust_peer peer = *hall;
	peer.revoked = false;
	enum rc rc = load_fleet_admitted(t, t->self->site, hall->node, &held);
	if (rc == RC_NOTFOUND) {
		rc = fleet_admit(t, hall->node, hall->name, hall->public);
		if (!rc)
			rc = publish_to(t, hall->node);
		if (!rc)
			rc = options_to(t, hall->node);
	}
	if (!rc)
		rc = outbox_try_again(t, hall->node, &count);
	return rc ? rc : write_trust(t, &peer);
}

enum rc admission_again(struct txn *t, const char *node)
{
	struct row_fleet_hall held;
	TRY(load_fleet_hall(t, t->self->site, node, &held));
	return admission_admit(
		t, &(struct trust_peer){ held.node, held.name, held.key, "", "", false, false });
}

enum rc admission_revoke(struct txn *t, const char *node, const char *reason)
{
	struct row_fleet_hall held;
	TRY(load_fleet_hall(t, t->self->site, node, &held));
	TRY(fleet_revoke(t, node, reason));
	TRY(account_end_sessions(t, node));
	return write_trust(
		t, &(struct trust_peer){ held.node, held.name, held.key, "", "", false, true });
}
