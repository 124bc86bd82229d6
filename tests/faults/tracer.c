/* Follows a process and all it starts (git among them), counts the calls that change files, and kills at one of them.
 *
 * Built and loaded by traced.py. Linux only: it needs PTRACE_GET_SYSCALL_INFO (5.3).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/ptrace.h>

enum { COUNT, BEFORE, AFTER, HALF };
enum { ALL, CHILD };
#define MOST 512

struct tracee { pid_t pid; int begun, due; };
static struct tracee known[MOST];
static int live;

static struct tracee *find(pid_t pid) {
    for (int i = 0; i < live; i++)
        if (known[i].pid == pid) return &known[i];
    if (live == MOST) return NULL;
    known[live] = (struct tracee){pid, 0, 0};
    return &known[live++];
}

static void forget(pid_t pid) {
    for (int i = 0; i < live; i++)
        if (known[i].pid == pid) { known[i] = known[--live]; return; }
}

static int on_disk(pid_t pid, unsigned long fd) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/%d/fd/%lu", pid, fd);
    ssize_t n = readlink(name, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return path[0] == '/' && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6);
}

/* Name the call where it changes what is on disk; NULL for any other. */
static const char *name_of(pid_t pid, unsigned long nr, const __u64 *a) {
    switch (nr) {
#ifdef SYS_open
    case SYS_open: return a[1] & (O_CREAT | O_TRUNC) ? "open" : NULL;
#endif
#ifdef SYS_creat
    case SYS_creat: return "open";
#endif
    case SYS_openat: return a[2] & (O_CREAT | O_TRUNC) ? "open" : NULL;
    case SYS_write: return on_disk(pid, a[0]) ? "write" : NULL;
    case SYS_pwrite64: case SYS_writev: case SYS_pwritev: case SYS_sendfile: case SYS_copy_file_range:
        return on_disk(pid, nr == SYS_copy_file_range ? a[2] : a[0]) ? "write" : NULL;
    case SYS_fsync: case SYS_fdatasync: return "fsync";
    case SYS_ftruncate: case SYS_truncate: return "truncate";
#ifdef SYS_rename
    case SYS_rename: return "rename";
#endif
    case SYS_renameat: case SYS_renameat2: return "rename";
#ifdef SYS_link
    case SYS_link: case SYS_symlink: return "link";
#endif
    case SYS_linkat: case SYS_symlinkat: return "link";
#ifdef SYS_unlink
    case SYS_unlink: return "unlink";
    case SYS_rmdir: return "rmdir";
    case SYS_mkdir: return "mkdir";
    case SYS_chmod: return "chmod";
#endif
    case SYS_unlinkat: return a[2] & AT_REMOVEDIR ? "rmdir" : "unlink";
    case SYS_mkdirat: return "mkdir";
    case SYS_fchmod: case SYS_fchmodat: return "chmod";
    }
    return NULL;
}

static void kill_all(void) {
    for (int i = 0; i < live; i++) kill(known[i].pid, SIGKILL);
}

/* Ask to be followed; called by the process itself. */
int begin(void) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) return -1;
    return raise(SIGSTOP);
}

/* Follow a process that has begun. Kills at the target-th call: before it, after it, or with half of it written; all
 * processes, or, where a program that was started makes the call, only that one. Gives the number of calls seen;
 * `killed` is set to 1 where something was. The names of the calls go to the file `told`, one a line. */
long watch(pid_t root, long target, int how, int whom, const char *told, int *killed) {
    int status;
    long seen = 0;
    FILE *list = told && *told ? fopen(told, "w") : NULL;
    live = 0;
    *killed = 0;
    if (waitpid(root, &status, __WALL) != root || !WIFSTOPPED(status)) return -1;
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
                   PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SETOPTIONS, root, 0, options)) return -2;
    find(root)->begun = 1;
    ptrace(PTRACE_SYSCALL, root, 0, 0);
    while (live) {
        pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0) {
            if (errno == EINTR) continue;
            break;
        }
        if (WIFEXITED(status) || WIFSIGNALED(status)) { forget(pid); continue; }
        struct tracee *one = find(pid);
        if (!one || !WIFSTOPPED(status)) continue;
        int signal = WSTOPSIG(status), pass = 0;
        if (signal == (SIGTRAP | 0x80)) {
            struct ptrace_syscall_info info;
            if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) > 0) {
                if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
                    const char *name = name_of(pid, info.entry.nr, info.entry.args);
                    one->due = 0;
                    if (name) {
                        seen++;
                        if (list) fprintf(list, "%s %s\n", pid == root ? "own" : "git", name);
                        int mine = seen == target && how != COUNT && (whom == ALL || pid != root);
                        if (mine && how == BEFORE) {
                            *killed = 1;
                            if (whom == ALL) kill_all(); else kill(pid, SIGKILL);
                            continue;
                        }
                        if (mine && how == HALF && !strcmp(name, "write") && info.entry.nr == SYS_write) {
#ifdef __x86_64__
                            struct user_regs_struct regs;
                            ptrace(PTRACE_GETREGS, pid, 0, &regs);
                            regs.rdx /= 2;
                            ptrace(PTRACE_SETREGS, pid, 0, &regs);
                            one->due = 1;
#endif
                        }
                        if (mine && how == AFTER) one->due = 1;
                    }
                } else if (info.op == PTRACE_SYSCALL_INFO_EXIT && one->due) {
                    *killed = 1;
                    one->due = 0;
                    if (whom == ALL) kill_all(); else kill(pid, SIGKILL);
                    continue;
                }
            }
        } else if (signal == SIGTRAP) {
            /* an event: a process was born, or a program began */
        } else if (signal == SIGSTOP && !one->begun) {
            one->begun = 1;
        } else {
            pass = signal;
        }
        if (signal == SIGTRAP) one->begun = 1;
        ptrace(PTRACE_SYSCALL, pid, 0, pass);
    }
    if (list) fclose(list);
    return seen;
}
