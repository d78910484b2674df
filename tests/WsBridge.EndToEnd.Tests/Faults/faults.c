/* Loaded in front of the C library (LD_PRELOAD): the Nth call that has to do with a file under a folder fails as the system would let it.
   FAULTS_UNDER is the folder, FAULTS_AT the number from 1, FAULTS_ERROR the errno, FAULTS_TOLD a file that gets the name of the call.
   With FAULTS_STREAM (0, 1, 2) it is a read or write on that standard stream, or on a copy of its descriptor, and no file has a part. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_bool watched[MOST];
static atomic_long calls;

static int is_under(const char *path)
{
    const char *folder = getenv("FAULTS_UNDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_stream(int descriptor)
{
    const char *stream = getenv("FAULTS_STREAM");
    return stream && descriptor == atoi(stream);
}

static int is_watched(int descriptor) { return descriptor >= 0 && descriptor < MOST && (watched[descriptor] || is_stream(descriptor)); }

static int fails(const char *call)
{
    const char *at = getenv("FAULTS_AT"), *error = getenv("FAULTS_ERROR"), *told = getenv("FAULTS_TOLD");
    if (!at || !error || !told || atomic_fetch_add(&calls, 1) + 1 != atol(at)) return 0;
    int file = NEXT(open)(told, O_WRONLY | O_CREAT, 0600);
    if (file >= 0) {
        ssize_t written = NEXT(write)(file, call, strlen(call));
        (void)written;
        NEXT(close)(file);
    }
    errno = atoi(error);
    return 1;
}

static int opened(int descriptor)
{
    if (descriptor >= 0 && descriptor < MOST) watched[descriptor] = 1;
    return descriptor;
}

#define OPEN(name)                                                              \
    int name(const char *path, int flags, ...)                                  \
    {                                                                           \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                           \
        if (!is_under(path)) return NEXT(name)(path, flags, mode);              \
        int creates = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE;      \
        return fails(creates ? "create" : "open") ? -1 : opened(NEXT(name)(path, flags, mode)); \
    }
OPEN(open)
OPEN(open64)

#define ON_DESCRIPTOR(type, name, word, parameters, arguments)                  \
    type name parameters { return is_watched(descriptor) && fails(word) ? -1 : NEXT(name) arguments; }
ON_DESCRIPTOR(ssize_t, read, "read", (int descriptor, void *octets, size_t count), (descriptor, octets, count))
ON_DESCRIPTOR(ssize_t, pread, "read", (int descriptor, void *octets, size_t count, off_t at), (descriptor, octets, count, at))
ON_DESCRIPTOR(ssize_t, pread64, "read", (int descriptor, void *octets, size_t count, off64_t at), (descriptor, octets, count, at))
ON_DESCRIPTOR(ssize_t, write, "write", (int descriptor, const void *octets, size_t count), (descriptor, octets, count))
ON_DESCRIPTOR(ssize_t, pwrite, "write", (int descriptor, const void *octets, size_t count, off_t at), (descriptor, octets, count, at))
ON_DESCRIPTOR(ssize_t, pwrite64, "write", (int descriptor, const void *octets, size_t count, off64_t at), (descriptor, octets, count, at))
ON_DESCRIPTOR(int, ftruncate, "truncate", (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, ftruncate64, "truncate", (int descriptor, off64_t length), (descriptor, length))

static int copied(int from, int to)
{
    return is_watched(from) && getenv("FAULTS_STREAM") ? opened(to) : to;
}
int dup(int descriptor) { return copied(descriptor, NEXT(dup)(descriptor)); }
int dup3(int descriptor, int to, int flags) { return copied(descriptor, NEXT(dup3)(descriptor, to, flags)); }

#define CONTROL(name)                                                           \
    int name(int descriptor, int command, ...)                                  \
    {                                                                           \
        va_list rest;                                                           \
        va_start(rest, command);                                                \
        void *argument = va_arg(rest, void *);                                  \
        va_end(rest);                                                           \
        int result = NEXT(name)(descriptor, command, argument);                 \
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC ? copied(descriptor, result) : result; \
    }
CONTROL(fcntl)
CONTROL(fcntl64)

int close(int descriptor)
{
    int was = is_watched(descriptor) && !getenv("FAULTS_STREAM");
    if (descriptor >= 0 && descriptor < MOST) watched[descriptor] = 0;
    int result = NEXT(close)(descriptor);
    return was && fails("close") ? -1 : result; /* closed all the same, as POSIX has it */
}

int rename(const char *from, const char *to) { return is_under(to) && fails("rename") ? -1 : NEXT(rename)(from, to); }
int linkat(int folder, const char *from, int new_folder, const char *to, int flags)
{
    return is_under(to) && fails("link") ? -1 : NEXT(linkat)(folder, from, new_folder, to, flags);
}
int unlink(const char *path) { return is_under(path) && fails("unlink") ? -1 : NEXT(unlink)(path); }
int chmod(const char *path, mode_t mode) { return is_under(path) && fails("chmod") ? -1 : NEXT(chmod)(path, mode); }
