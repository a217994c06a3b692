/* Fault injection under any program (LD_PRELOAD): count the file calls, and at the k-th one kill the
 * process, tear it, or let it fail with an errno (once, or from then on).
 *
 *   gcc -O2 -shared -fPIC -o faultinj.so faultinj.c -ldl
 *
 * From Python (ctypes.CDLL(None)): fi_arm(mode, k, errno), fi_count(), fi_name(k).
 * Counting begins when armed; descriptors 0-2 never count.
 * Modes: 0 count only, 1 kill before the call, 2 kill after it, 3 half a write and then kill (other calls:
 * kill before), 4 fail once, 5 fail from the k-th on, 6 short read or write once (must be continued). */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

#define NAMES 4096
static volatile int armed, mode, error;
static volatile long target, count;
static char names[NAMES][16];

void fi_arm(int m, long k, int e) { mode = m; target = k; error = e; count = 0; armed = 1; }
long fi_count(void) { armed = 0; return count; }
const char *fi_name(long k) { return k > 0 && k < NAMES ? names[k] : ""; }

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

/* Before each call; 1: it has to fail now. */
static int hit(const char *name)
{
    if (!armed) return 0;
    long me = ++count;
    if (me < NAMES) { strncpy(names[me], name, 15); names[me][15] = 0; }
    if (me == target && mode == 1) die();
    if (me == target && mode == 3 && strcmp(name, "write")) die();
    if ((mode == 4 && me == target) || (mode == 5 && me >= target)) { errno = error; return 1; }
    return 0;
}
static int at(int m) { return armed && mode == m && count == target; }
static void after(void) { int e = errno; if (at(2)) die(); errno = e; }

#define REAL(ret, name, ...) static ret (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *b, size_t n)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    if (fd <= 2) return real(fd, b, n);
    if (hit("write")) return -1;
    if (at(3)) { real(fd, b, n / 2); die(); }
    if (at(6) && n > 1) n /= 2;
    ssize_t r = real(fd, b, n); after(); return r;
}
ssize_t read(int fd, void *b, size_t n)
{
    REAL(ssize_t, "read", int, void *, size_t);
    if (fd <= 2) return real(fd, b, n);
    if (hit("read")) return -1;
    if (at(6) && n > 1) n /= 2;
    ssize_t r = real(fd, b, n); after(); return r;
}
int close(int fd) /* a failing close has still given up the descriptor */
{
    REAL(int, "close", int);
    if (fd <= 2) return real(fd);
    if (hit("close")) { real(fd); errno = error; return -1; }
    int r = real(fd); after(); return r;
}
#define OPEN(fn) int fn(const char *p, int f, ...) { \
    va_list a; va_start(a, f); mode_t m = va_arg(a, mode_t); va_end(a); \
    REAL(int, #fn, const char *, int, ...); \
    if (hit("open")) return -1; int r = real(p, f, m); after(); return r; }
OPEN(open) OPEN(open64)
#define OPENAT(fn) int fn(int d, const char *p, int f, ...) { \
    va_list a; va_start(a, f); mode_t m = va_arg(a, mode_t); va_end(a); \
    REAL(int, #fn, int, const char *, int, ...); \
    if (hit("open")) return -1; int r = real(d, p, f, m); after(); return r; }
OPENAT(openat) OPENAT(openat64)
DIR *opendir(const char *p)
{
    REAL(DIR *, "opendir", const char *);
    if (hit("opendir")) return 0;
    DIR *r = real(p); after(); return r;
}
#define CALL1(ret, fn, T) ret fn(T a) { REAL(ret, #fn, T); \
    if (hit(#fn)) return -1; ret r = real(a); after(); return r; }
#define CALL2(ret, fn, T, U) ret fn(T a, U b) { REAL(ret, #fn, T, U); \
    if (hit(#fn)) return -1; ret r = real(a, b); after(); return r; }
#define CALL3(ret, fn, T, U, V) ret fn(T a, U b, V c) { REAL(ret, #fn, T, U, V); \
    if (hit(#fn)) return -1; ret r = real(a, b, c); after(); return r; }
#define CALL4(ret, fn, T, U, V, W) ret fn(T a, U b, V c, W d) { REAL(ret, #fn, T, U, V, W); \
    if (hit(#fn)) return -1; ret r = real(a, b, c, d); after(); return r; }
#define CALL5(ret, fn, T, U, V, W, X) ret fn(T a, U b, V c, W d, X e) { REAL(ret, #fn, T, U, V, W, X); \
    if (hit(#fn)) return -1; ret r = real(a, b, c, d, e); after(); return r; }
typedef const char *path;
CALL1(int, fsync, int) CALL1(int, fdatasync, int) CALL1(int, unlink, path) CALL1(int, rmdir, path)
CALL3(int, unlinkat, int, path, int)
CALL2(int, rename, path, path) CALL4(int, renameat, int, path, int, path)
CALL2(int, link, path, path) CALL5(int, linkat, int, path, int, path, int)
CALL2(int, chmod, path, mode_t) CALL2(int, fchmod, int, mode_t) CALL4(int, fchmodat, int, path, mode_t, int)
CALL3(int, chown, path, uid_t, gid_t) CALL3(int, lchown, path, uid_t, gid_t)
CALL3(int, fchown, int, uid_t, gid_t) CALL5(int, fchownat, int, path, uid_t, gid_t, int)
CALL2(int, ftruncate, int, off_t) CALL2(int, ftruncate64, int, off64_t)
CALL2(int, access, path, int) CALL4(int, faccessat, int, path, int, int)
CALL3(ssize_t, readlink, path, char *, size_t)
CALL2(int, stat, path, struct stat *) CALL2(int, lstat, path, struct stat *)
CALL2(int, stat64, path, struct stat64 *) CALL2(int, lstat64, path, struct stat64 *)
CALL2(int, fstat, int, struct stat *) CALL2(int, fstat64, int, struct stat64 *)
CALL4(int, fstatat, int, path, struct stat *, int) CALL4(int, fstatat64, int, path, struct stat64 *, int)
CALL3(ssize_t, listxattr, path, char *, size_t) CALL4(ssize_t, getxattr, path, path, void *, size_t)
CALL5(int, setxattr, path, path, const void *, size_t, int) CALL2(int, removexattr, path, path)
