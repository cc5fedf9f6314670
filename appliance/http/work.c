/* Requests that wait for slow work: one thread of low priority, a short queue, and a loop that
 * goes on meanwhile. */
#include "http/server_internal.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "base/work.h"

#define WORK_QUEUE 8 /* waiting at once: a quarter of a second at 30 ms each */
#define WORK_NICE 10
#define WORK_STACK (512u << 10)

struct job {
	struct work work;
	struct request *request; /* NULL: who asked has gone. The loop's alone */
	struct job *next;
};

struct workshop {
	pthread_t thread;
	pthread_mutex_t lock; /* over waiting, finished, stopping */
	pthread_cond_t more;
	struct job *waiting, *finished;
	bool stopping;
	struct job *running; /* set under the lock; its request is the loop's */
	struct lws_context *context;
};

static void job_free(struct job *j)
{
	work_wipe(&j->work);
	free(j);
}

static struct job *take(struct workshop *w)
{
	while (!w->waiting && !w->stopping)
		pthread_cond_wait(&w->more, &w->lock);
	struct job *j = w->stopping ? NULL : w->waiting;
	if (j)
		w->waiting = j->next;
	w->running = j;
	return j;
}

static void *serve(void *context)
{
	struct workshop *w = context;
	setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), WORK_NICE);
	pthread_mutex_lock(&w->lock);
	for (struct job *j; (j = take(w));) {
		pthread_mutex_unlock(&w->lock);
		work_do(&j->work);
		fault_clear();
		pthread_mutex_lock(&w->lock);
		w->running = NULL;
		j->next = w->finished;
		w->finished = j;
		lws_cancel_service(w->context);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

enum rc workshop_start(struct server *s)
{
	struct workshop *w = calloc(1, sizeof *w);
	pthread_attr_t how;
	sigset_t all, before;
	if (!w)
		return fault("no memory for the work thread");
	w->context = s->context;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	pthread_attr_init(&how);
	pthread_attr_setstacksize(&how, WORK_STACK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are for the loop */
	int failed = pthread_create(&w->thread, &how, serve, w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&how);
	if (failed) {
		free(w);
		return fault("the work thread does not start");
	}
	s->workshop = w;
	return RC_OK;
}

static void free_all(struct job *j)
{
	for (struct job *next; j; j = next) {
		next = j->next;
		job_free(j);
	}
}

void workshop_end(struct server *s)
{
	struct workshop *w = s->workshop;
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	free_all(w->waiting);
	free_all(w->finished);
	free(w);
	s->workshop = NULL;
}

static size_t places_of(const struct workshop *w, const char *address)
{
	size_t n = 0;
	for (const struct job *j = w->waiting; j; j = j->next)
		n += j->request && !strcmp(j->request->address, address);
	return n;
}

/* The last in the queue of the address that has most places there, if that is more than `address`
 * would have: a full queue belongs to nobody alone. Taken out. */
static struct job *greedy(struct workshop *w, const char *address)
{
	size_t most = places_of(w, address) + 1;
	struct job **from = NULL;
	for (struct job **p = &w->waiting; *p; p = &(*p)->next) {
		size_t n = (*p)->request ? places_of(w, (*p)->request->address) : WORK_QUEUE;
		if (n > most || (from && n == most)) {
			most = n;
			from = p;
		}
	}
	struct job *out = from ? *from : NULL;
	if (out)
		*from = out->next;
	return out;
}

bool work_begin(struct request *r)
{
	struct workshop *w = r->server->workshop;
	struct job *j, *sent_away = NULL, **end;
	size_t n = 0;
	if (!r->works || !r->works->wanted.run || !(j = calloc(1, sizeof *j)))
		return false;
	j->work = r->works->wanted;
	j->request = r;
	work_wipe(&r->works->wanted);
	pthread_mutex_lock(&w->lock);
	for (struct job *k = w->waiting; k; k = k->next)
		n++;
	bool room = n < WORK_QUEUE || (sent_away = greedy(w, r->address));
	if (room) {
		for (end = &w->waiting; *end; end = &(*end)->next)
			;
		*end = j;
		pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	if (sent_away) {
		if (sent_away->request)
			request_refuse(sent_away->request, REFUSAL_BUSY, NULL);
		job_free(sent_away);
	}
	if (!room) {
		job_free(j);
		return false;
	}
	r->state = REQUEST_WORKING;
	lws_set_timeout(r->wsi, PENDING_TIMEOUT_HTTP_CONTENT, 60);
	return true;
}

static void forget(struct job *j, const struct request *r)
{
	for (; j; j = j->next)
		if (j->request == r)
			j->request = NULL;
}

void work_forget(struct request *r)
{
	struct workshop *w = r->server->workshop;
	works_free(r->works);
	r->works = NULL;
	if (!w || r->state != REQUEST_WORKING)
		return;
	pthread_mutex_lock(&w->lock);
	forget(w->waiting, r);
	forget(w->finished, r);
	if (w->running && w->running->request == r)
		w->running->request = NULL;
	pthread_mutex_unlock(&w->lock);
}

void work_collect(struct server *s)
{
	struct workshop *w = s->workshop;
	pthread_mutex_lock(&w->lock);
	struct job *j = w->finished;
	w->finished = NULL;
	pthread_mutex_unlock(&w->lock);
	for (struct job *next; j; j = next) {
		struct request *r = j->request;
		next = j->next;
		if (r && r->works->count < WORK_KEPT)
			r->works->done[r->works->count++] = j->work;
		job_free(j);
		if (r)
			request_dispatch(r);
	}
}
