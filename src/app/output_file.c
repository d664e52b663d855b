// Nothing is opened to find out: opening some devices does something.
#include "app/output_file.h"

#include "storage/file_ops.h"

#include <fcntl.h>

static const char *kind_words(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISLNK(mode)) return "a symbolic link";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

Err output_file_check(const char *path, const char *option, ErrInfo *info) {
    struct stat status;
    // What cannot be looked at is said when it cannot be written.
    if (!path || file_ops()->stat_at(AT_FDCWD, path, &status) != 0 || S_ISREG(status.st_mode))
        return ERR_NONE;
    return err_set(info, ERR_REFUSED, 0, "%s is %s: choose a file for %s", path,
                   kind_words(status.st_mode), option);
}
