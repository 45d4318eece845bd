/* Preloaded into a test's process: lets the n-th write, sync, rename or creation of a file fail.
 *
 * Only what lies below one folder counts. Reading, and what the program does elsewhere, is left
 * alone. Built and driven by tests/crash/failing.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long passed_calls, failing_call;
static int failure, stays_broken;

void fail_at(long call, int number, int stays, const char *below)
{
    snprintf(folder, sizeof folder, "%s/", below);
    passed_calls = 0;
    failing_call = call;
    failure = number;
    stays_broken = stays;
}

long calls_passed(void)
{
    return passed_calls;
}

static int fails(const char *path)
{
    if (!folder[0] || !path || strncmp(path, folder, strlen(folder)) != 0)
        return 0;
    passed_calls++;
    if (!failing_call || (stays_broken ? passed_calls < failing_call : passed_calls != failing_call))
        return 0;
    errno = failure;
    return 1;
}

static int fails_on(int file)
{
    char link[64], path[PATH_MAX];
    ssize_t length;
    if (!folder[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count)
{
    return fails_on(file) ? -1 : REAL(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    return fails_on(file) ? -1 : REAL(pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    return fails_on(file) ? -1 : REAL(pwrite64)(file, bytes, count, at);
}

int fsync(int file)
{
    return fails_on(file) ? -1 : REAL(fsync)(file);
}

int fdatasync(int file)
{
    return fails_on(file) ? -1 : REAL(fdatasync)(file);
}

int ftruncate(int file, off_t size)
{
    return fails_on(file) ? -1 : REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size)
{
    return fails_on(file) ? -1 : REAL(ftruncate64)(file, size);
}

int rename(const char *from, const char *to)
{
    return fails(to) ? -1 : REAL(rename)(from, to);
}

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    mode_t mode;
    va_start(more, flags);
    mode = mode_of(flags, more);
    va_end(more);
    return (flags & O_CREAT) && fails(path) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    mode_t mode;
    va_start(more, flags);
    mode = mode_of(flags, more);
    va_end(more);
    return (flags & O_CREAT) && fails(path) ? -1 : REAL(open64)(path, flags, mode);
}
