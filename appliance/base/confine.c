/* Landlock and seccomp by their raw calls: no library stands between, and an old kernel only
 * answers ENOSYS. */
#include "base/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "base/file.h"

static void lack(char lacks[CONFINE_TEXT], const char *what)
{
	size_t used = strlen(lacks);
	snprintf(lacks + used, CONFINE_TEXT - used, "%s%s", used ? "、" : "", what);
}

/* ---- Landlock (since Linux 5.13; moving files between folders since ABI 2) ---- */

#define LANDLOCK_CREATE 444
#define LANDLOCK_ADD 445
#define LANDLOCK_RESTRICT 446
#define LANDLOCK_VERSION 1u
#define LANDLOCK_BELOW 1

#define MAY_READ_FILE (1ull << 2)
#define MAY_READ_DIR (1ull << 3)
#define MAY_WRITE_FILE (1ull << 1)
#define MAY_TRUNCATE (1ull << 14)
#define BY_ABI_2 ((1ull << 14) - 1) /* run, write, read, list, remove, make …, and refer */
#define BY_ABI_3 (BY_ABI_2 | MAY_TRUNCATE)
#define NET_BY_ABI_4 3ull /* bind and connect TCP */

struct ruleset {
	uint64_t files, net;
};
struct below {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

static bool allow_below(int ruleset, const struct confine_place *place, uint64_t handled)
{
	struct stat st;
	int fd CLEANUP(close_fd) = open(place->path, O_PATH | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st))
		return errno == ENOENT;
	uint64_t allowed = MAY_READ_FILE | MAY_READ_DIR;
	if (place->writes)
		allowed = handled & ~1ull; /* everything but running programs */
	if (!S_ISDIR(st.st_mode))
		allowed &= MAY_READ_FILE | MAY_WRITE_FILE | MAY_TRUNCATE;
	struct below rule = { allowed & handled, fd };
	return syscall(LANDLOCK_ADD, ruleset, LANDLOCK_BELOW, &rule, 0) == 0;
}

static bool landlock(const struct confine_wish *wish)
{
	long abi = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
	if (abi < 2)
		return false;
	struct ruleset rules = { abi >= 3 ? BY_ABI_3 : BY_ABI_2,
		abi >= 4 && !wish->network ? NET_BY_ABI_4 : 0 };
	int fd CLEANUP(close_fd) = (int)syscall(
		LANDLOCK_CREATE, &rules, abi >= 4 ? sizeof rules : sizeof rules.files, 0);
	bool good = fd >= 0;
	for (size_t i = 0; good && i < wish->place_count; i++)
		good = allow_below(fd, &wish->places[i], rules.files);
	return good && syscall(LANDLOCK_RESTRICT, fd, 0) == 0;
}

/* ---- seccomp ---- */

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "which architecture do this machine's system calls belong to?"
#endif

/* What neither reading an archive nor speaking HTTP ever needs. */
/* clang-format off */
static const int never[] = {
	SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
	SYS_kcmp, SYS_pidfd_open, SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_kill, SYS_mount,
	SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_open_tree, SYS_move_mount, SYS_fsopen,
	SYS_fsmount, SYS_fsconfig, SYS_unshare, SYS_setns, SYS_bpf, SYS_perf_event_open,
	SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_io_uring_setup,
	SYS_io_uring_enter, SYS_io_uring_register, SYS_init_module, SYS_finit_module,
	SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_sethostname,
	SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex,
	SYS_personality, SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid,
	SYS_setresgid, SYS_setgroups, SYS_capset, SYS_acct, SYS_quotactl, SYS_name_to_handle_at,
	SYS_open_by_handle_at, SYS_mknodat, SYS_fanotify_init, SYS_syslog, SYS_vhangup,
	SYS_process_madvise, SYS_memfd_create,
#ifdef SYS_fork
	SYS_fork, SYS_vfork, SYS_mknod, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
};
/* clang-format on */

/* What only the network and threads need. */
static const int network[] = { SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
	SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg,
	SYS_recvmmsg, SYS_clone };

#define RULES (8 + 2 * (sizeof never + sizeof network) / sizeof(int) + 16)
#define NUMBER (offsetof(struct seccomp_data, nr))
#define FIRST_ARGUMENT (offsetof(struct seccomp_data, args))

struct program {
	struct sock_filter rules[RULES];
	unsigned short n;
};

static void put(struct program *p, uint16_t code, uint32_t k, uint8_t yes, uint8_t no)
{
	p->rules[p->n++] = (struct sock_filter){ code, yes, no, k };
}

static void refuse_each(struct program *p, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		put(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1);
		put(p, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
	}
}

/* A call whose first argument must be `value`; bits: must have all of these instead. */
static void only_with(struct program *p, int call, uint32_t value, bool bits)
{
	put(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4);
	put(p, BPF_LD | BPF_W | BPF_ABS, FIRST_ARGUMENT, 0, 0);
	put(p, BPF_JMP | (bits ? BPF_JSET : BPF_JEQ) | BPF_K, value, 1, 0);
	put(p, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
	put(p, BPF_LD | BPF_W | BPF_ABS, NUMBER, 0, 0);
}

static bool seccomp(bool with_network)
{
	struct program p = { .n = 0 };
	put(&p, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
	put(&p, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
	put(&p, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
	put(&p, BPF_LD | BPF_W | BPF_ABS, NUMBER, 0, 0);
	/* x32: the same calls under other numbers */
	put(&p, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
	put(&p, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
	refuse_each(&p, never, sizeof never / sizeof *never);
	if (!with_network)
		refuse_each(&p, network, sizeof network / sizeof *network);
	else
		only_with(&p, SYS_clone, CLONE_THREAD, true);
	/* its flags lie in memory: the C library then takes clone */
	put(&p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
	put(&p, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS, 0, 0);
	if (!with_network) { /* a signal to itself is how a process aborts */
		only_with(&p, SYS_tgkill, (uint32_t)getpid(), false);
		only_with(&p, SYS_tkill, (uint32_t)getpid(), false);
	}
	put(&p, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	struct sock_fprog program = { p.n, p.rules };
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* ---- the rest ---- */

/* Root without its powers is like anybody else; only where the home is another's must it go on
 * opening files as root. */
static bool drop_capabilities(void)
{
	struct stat st;
	if (geteuid() != 0)
		return true;
	bool own = stat(".", &st) == 0 && st.st_uid == 0;
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct keep[2] = { { 0 }, { 0 } };
	uint32_t files = own ? 0 : 1u << CAP_DAC_OVERRIDE | 1u << CAP_FOWNER;
	for (int cap = 0; prctl(PR_CAPBSET_READ, cap) >= 0; cap++)
		if (cap > 31 || !(files & 1u << cap))
			prctl(PR_CAPBSET_DROP, cap);
	keep[0].effective = keep[0].permitted = files;
	return syscall(SYS_capset, &head, keep) == 0;
}

static bool bound(size_t memory)
{
	struct rlimit none = { 0, 0 }, files = { 128, 128 }, room = { memory, memory };
	bool good = setrlimit(RLIMIT_CORE, &none) == 0 && setrlimit(RLIMIT_NOFILE, &files) == 0;
#ifdef __SANITIZE_ADDRESS__
	return good;
#endif
	return good && (!memory || setrlimit(RLIMIT_AS, &room) == 0);
}

void confine(const struct confine_wish *wish, char lacks[CONFINE_TEXT])
{
	lacks[0] = '\0';
	if (!wish->network && geteuid() == 0)
		/* one lock more where it may be had; seccomp refuses sockets in any case */
		(void)!unshare(CLONE_NEWNET);
	if (!bound(wish->memory))
		lack(lacks, "内存上限");
	bool kept = drop_capabilities();
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || !kept)
		lack(lacks, "降低权限");
	if (wish->places && !landlock(wish))
		lack(lacks, "Landlock（只许碰指定的目录，要内核 5.19 以上）");
	if (!seccomp(wish->network))
		lack(lacks, "seccomp（只许用到的系统调用）");
}
