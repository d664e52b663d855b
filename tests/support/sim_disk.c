// The simulated disk: inodes with what is seen (now) and what is on the platter (kept).
#include "support/sim_disk.h"

#include "storage/file_ops.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>

enum { SECTOR = 512, FIRST_FD = 1000, FDS_MAX = 64, INODES_MAX = 4096, NAME_MAX_HERE = 96 };

typedef struct {
    char name[NAME_MAX_HERE];
    int inode;
} Entry;

typedef struct {
    Entry *items;
    int count, capacity;
} Entries;

// A change of a folder: name stands for inode from now on (-1: for nothing); with a rename, `from`
// goes at the same time.
typedef struct {
    char name[NAME_MAX_HERE], from[NAME_MAX_HERE];
    int inode;
} Change;

typedef struct {
    bool used, folder;
    mode_t mode;
    int links, parent;
    char *now, *kept, *lost;  // file: bytes seen, bytes on the platter, a flag for each lost sector
    size_t now_size, kept_size, room;
    Entries entries, kept_entries;
    Change *changes;  // folder: since its last sync
    int change_count, change_capacity;
    int lock_fd;  // 0: nobody
} Inode;

typedef struct {
    bool used, append;
    int inode;
    size_t at;
} Descriptor;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static Inode inodes[INODES_MAX];
static Descriptor fds[FDS_MAX];
static int calls, cut_at, syncs, fail_sync_at, cut_later;
static bool dead;
static uint64_t random_state;

static uint32_t roll(void) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * UINT64_C(2685821657736338717)) >> 32);
}

// ---- Inodes and names ----------------------------------------------------------------------------

static int new_inode(bool folder, mode_t mode, int parent) {
    for (int i = 1; i < INODES_MAX; i++) {
        if (inodes[i].used) continue;
        inodes[i] =
            (Inode){.used = true, .folder = folder, .mode = mode, .links = 1, .parent = parent};
        return i;
    }
    abort();
}

static void free_inode(Inode *inode) {
    free(inode->now);
    free(inode->kept);
    free(inode->lost);
    free(inode->entries.items);
    free(inode->kept_entries.items);
    free(inode->changes);
    *inode = (Inode){0};
}

static int find(const Entries *entries, const char *name) {
    for (int i = 0; i < entries->count; i++)
        if (strcmp(entries->items[i].name, name) == 0) return i;
    return -1;
}

static void set_entry(Entries *entries, const char *name, int inode) {
    int at = find(entries, name);
    if (inode < 0) {
        if (at >= 0) entries->items[at] = entries->items[--entries->count];
        return;
    }
    if (at < 0) {
        if (entries->count == entries->capacity) {
            entries->capacity = entries->capacity * 2 + 8;
            entries->items =
                realloc(entries->items, (size_t)entries->capacity * sizeof *entries->items);
            assert(entries->items);
        }
        at = entries->count++;
        (void)strncpy(entries->items[at].name, name, NAME_MAX_HERE - 1);
        entries->items[at].name[NAME_MAX_HERE - 1] = '\0';
    }
    entries->items[at].inode = inode;
}

static void apply(Entries *entries, const Change *change) {
    if (change->from[0]) set_entry(entries, change->from, -1);
    set_entry(entries, change->name, change->inode);
}

static void change_folder(int folder, const char *name, int inode, const char *from) {
    Inode *at = &inodes[folder];
    if (at->change_count == at->change_capacity) {
        at->change_capacity = at->change_capacity * 2 + 8;
        at->changes = realloc(at->changes, (size_t)at->change_capacity * sizeof *at->changes);
        assert(at->changes);
    }
    Change *change = &at->changes[at->change_count++];
    *change = (Change){.inode = inode};
    (void)strncpy(change->name, name, NAME_MAX_HERE - 1);
    if (from) (void)strncpy(change->from, from, NAME_MAX_HERE - 1);
    apply(&at->entries, change);
}

// The folder and the last name of a path. Gives 0, or an errno.
static int resolve(int dir_fd, const char *path, int *out_folder, char *out_name) {
    int at = 1;
    if (path[0] != '/') {
        if (dir_fd == AT_FDCWD) return ENOENT;
        assert(dir_fd >= FIRST_FD && fds[dir_fd - FIRST_FD].used);
        at = fds[dir_fd - FIRST_FD].inode;
    }
    *out_folder = at;
    (void)strcpy(out_name, ".");
    while (*path) {
        while (*path == '/') path++;
        size_t n = strcspn(path, "/");
        if (n == 0) break;
        // The name before this one has to be a folder.
        if (strcmp(out_name, ".") != 0) {
            int entry = find(&inodes[*out_folder].entries, out_name);
            if (entry < 0) return ENOENT;
            int inode = inodes[*out_folder].entries.items[entry].inode;
            if (!inodes[inode].folder) return ENOTDIR;
            *out_folder = inode;
        }
        assert(n < NAME_MAX_HERE);
        memcpy(out_name, path, n);
        out_name[n] = '\0';
        if (strcmp(out_name, "..") == 0) {
            *out_folder = inodes[*out_folder].parent;
            (void)strcpy(out_name, ".");
        }
        path += n;
    }
    return 0;
}

// The inode of a path, or 0 with errno.
static int lookup(int dir_fd, const char *path) {
    int folder;
    char name[NAME_MAX_HERE];
    int os_error = resolve(dir_fd, path, &folder, name);
    if (!os_error && strcmp(name, ".") == 0) return folder;
    int entry = os_error ? -1 : find(&inodes[folder].entries, name);
    if (entry >= 0) return inodes[folder].entries.items[entry].inode;
    errno = os_error ? os_error : ENOENT;
    return 0;
}

// ---- Operations ----------------------------------------------------------------------------------

// Takes the mutex; false, with EIO, when the power is off. The caller always calls leave.
static bool enter(void) {
    (void)pthread_mutex_lock(&mutex);
    if (!dead && ++calls == cut_at) dead = true;
    if (dead) errno = EIO;
    return !dead;
}

static int leave(int result) {
    (void)pthread_mutex_unlock(&mutex);
    return result;
}

static int fail(int os_error) {
    errno = os_error;
    return -1;
}

static Inode *inode_of(int fd) {
    assert(fd >= FIRST_FD && fd < FIRST_FD + FDS_MAX && fds[fd - FIRST_FD].used);
    return &inodes[fds[fd - FIRST_FD].inode];
}

static int new_fd(int inode, int flags) {
    for (int i = 0; i < FDS_MAX; i++) {
        if (fds[i].used) continue;
        fds[i] = (Descriptor){.used = true, .inode = inode, .append = flags & O_APPEND};
        return FIRST_FD + i;
    }
    return fail(EMFILE);
}

static int sim_open(int dir_fd, const char *path, int flags, mode_t mode) {
    if (!enter()) return leave(-1);
    int inode = lookup(dir_fd, path);
    if (inode && (flags & O_EXCL)) return leave(fail(EEXIST));
    if (!inode) {
        int folder;
        char name[NAME_MAX_HERE];
        if (!(flags & O_CREAT)) return leave(-1);
        int os_error = resolve(dir_fd, path, &folder, name);
        if (os_error) return leave(fail(os_error));
        inode = new_inode(false, S_IFREG | mode, folder);
        change_folder(folder, name, inode, NULL);
    }
    if ((flags & O_DIRECTORY) && !inodes[inode].folder) return leave(fail(ENOTDIR));
    return leave(new_fd(inode, flags));
}

static int sim_close(int fd) {
    (void)pthread_mutex_lock(&mutex);
    Inode *inode = inode_of(fd);
    if (inode->lock_fd == fd) inode->lock_fd = 0;
    fds[fd - FIRST_FD].used = false;
    return leave(0);
}

static ssize_t sim_pread(int fd, void *out, size_t n, off_t at) {
    if (!enter()) return leave(-1);
    const Inode *inode = inode_of(fd);
    size_t from = (size_t)at;
    size_t left = from < inode->now_size ? inode->now_size - from : 0;
    if (n > left) n = left;
    if (n > 0) memcpy(out, inode->now + from, n);
    return leave((int)n);
}

static ssize_t sim_read(int fd, void *out, size_t n) {
    ssize_t got = sim_pread(fd, out, n, (off_t)fds[fd - FIRST_FD].at);
    if (got > 0) fds[fd - FIRST_FD].at += (size_t)got;
    return got;
}

static void resize(Inode *inode, size_t size) {
    if (size > inode->room) {
        size_t room = (size * 2 + SECTOR - 1) / SECTOR * SECTOR;
        inode->now = realloc(inode->now, room);
        inode->lost = realloc(inode->lost, room / SECTOR);
        assert(inode->now && inode->lost);
        memset(inode->lost + inode->room / SECTOR, 0, (room - inode->room) / SECTOR);
        inode->room = room;
    }
    if (size > inode->now_size) memset(inode->now + inode->now_size, 0, size - inode->now_size);
    inode->now_size = size;
}

static ssize_t sim_write(int fd, const void *bytes, size_t n) {
    if (!enter()) return leave(-1);
    Inode *inode = inode_of(fd);
    Descriptor *descriptor = &fds[fd - FIRST_FD];
    size_t at = descriptor->append ? inode->now_size : descriptor->at;
    if (at + n > inode->now_size) resize(inode, at + n);
    memcpy(inode->now + at, bytes, n);
    for (size_t sector = at / SECTOR; sector * SECTOR < at + n; sector++) inode->lost[sector] = 0;
    descriptor->at = at + n;
    return leave((int)n);
}

static int sim_truncate(int fd, off_t size) {
    if (!enter()) return leave(-1);
    resize(inode_of(fd), (size_t)size);
    return leave(0);
}

static bool sector_changed(const Inode *inode, size_t at, size_t n) {
    if (at + n > inode->kept_size) return true;
    return memcmp(inode->now + at, inode->kept + at, n) != 0;
}

// Brings sectors to the platter: all of them but the lost ones, or those that chance picks.
static void keep(Inode *inode, bool by_chance) {
    size_t size = by_chance && roll() % 2 ? inode->kept_size : inode->now_size;
    char *kept = calloc(1, size + 1);
    assert(kept);
    memcpy(kept, inode->kept_size ? inode->kept : "",
           inode->kept_size < size ? inode->kept_size : size);
    for (size_t at = 0; at < size && at < inode->now_size; at += SECTOR) {
        size_t n = size - at < SECTOR ? size - at : SECTOR;
        if (n > inode->now_size - at) n = inode->now_size - at;
        bool take = !inode->lost[at / SECTOR] && (!by_chance || roll() % 2);
        if (take && sector_changed(inode, at, n)) memcpy(kept + at, inode->now + at, n);
    }
    free(inode->kept);
    inode->kept = kept;
    inode->kept_size = size;
}

static void keep_folder(Inode *inode, bool by_chance) {
    for (int i = 0; i < inode->change_count; i++)
        if (!by_chance || roll() % 2) apply(&inode->kept_entries, &inode->changes[i]);
    inode->change_count = 0;
}

static int sim_fsync(int fd) {
    if (!enter()) return leave(-1);
    Inode *inode = inode_of(fd);
    if (++syncs == fail_sync_at) {
        if (cut_later) cut_at = calls + cut_later;
        for (size_t at = 0; at < inode->now_size; at += SECTOR) {
            size_t n = inode->now_size - at < SECTOR ? inode->now_size - at : SECTOR;
            if (sector_changed(inode, at, n)) inode->lost[at / SECTOR] = 1;
        }
        return leave(fail(EIO));
    }
    if (inode->folder)
        keep_folder(inode, false);
    else
        keep(inode, false);
    return leave(0);
}

static int sim_rename(int from_dir, const char *from, int to_dir, const char *to) {
    if (!enter()) return leave(-1);
    int folder, other;
    char name[NAME_MAX_HERE], new_name[NAME_MAX_HERE];
    int inode = lookup(from_dir, from);
    if (!inode) return leave(-1);
    (void)resolve(from_dir, from, &folder, name);
    (void)resolve(to_dir, to, &other, new_name);
    assert(folder == other);
    int replaced = find(&inodes[folder].entries, new_name);
    if (replaced >= 0) inodes[inodes[folder].entries.items[replaced].inode].links = 0;
    change_folder(folder, new_name, inode, name);
    return leave(0);
}

static int sim_unlink(int dir_fd, const char *path, int flags) {
    if (!enter()) return leave(-1);
    int inode = lookup(dir_fd, path), folder;
    if (!inode) return leave(-1);
    if ((flags & AT_REMOVEDIR) && inodes[inode].entries.count > 0) return leave(fail(ENOTEMPTY));
    char name[NAME_MAX_HERE];
    (void)resolve(dir_fd, path, &folder, name);
    inodes[inode].links = 0;
    change_folder(folder, name, -1, NULL);
    return leave(0);
}

static int sim_mkdir(int dir_fd, const char *path, mode_t mode) {
    if (!enter()) return leave(-1);
    if (lookup(dir_fd, path)) return leave(fail(EEXIST));
    int folder;
    char name[NAME_MAX_HERE];
    int os_error = resolve(dir_fd, path, &folder, name);
    if (os_error) return leave(fail(os_error));
    change_folder(folder, name, new_inode(true, S_IFDIR | mode, folder), NULL);
    return leave(0);
}

static void fill(int inode, struct stat *out) {
    *out = (struct stat){0};
    out->st_ino = (ino_t)inode;
    out->st_mode = inodes[inode].mode;
    out->st_nlink = (nlink_t)inodes[inode].links;
    out->st_size = (off_t)inodes[inode].now_size;
}

static int sim_stat(int fd, struct stat *out) {
    if (!enter()) return leave(-1);
    fill(fds[fd - FIRST_FD].inode, out);
    return leave(0);
}

static int sim_stat_at(int dir_fd, const char *path, struct stat *out) {
    if (!enter()) return leave(-1);
    int inode = lookup(dir_fd, path);
    if (inode) fill(inode, out);
    return leave(inode ? 0 : -1);
}

static int sim_chmod(int fd, mode_t mode) {
    if (!enter()) return leave(-1);
    Inode *inode = inode_of(fd);
    inode->mode = (inode->mode & S_IFMT) | mode;
    return leave(0);
}

static int sim_reserve(int fd, off_t from, off_t bytes) {
    (void)fd, (void)from, (void)bytes;
    return leave(enter() ? 0 : -1);
}

static int sim_lock(int fd, int operation) {
    (void)operation;
    if (!enter()) return leave(-1);
    Inode *inode = inode_of(fd);
    if (inode->lock_fd && inode->lock_fd != fd) return leave(fail(EWOULDBLOCK));
    inode->lock_fd = fd;
    return leave(0);
}

static int sim_list(int dir_fd, FileVisit visit, void *ctx) {
    if (!enter()) return leave(-1);
    const Entries *entries = &inode_of(dir_fd)->entries;
    for (int i = 0; i < entries->count; i++)
        if (!visit(ctx, entries->items[i].name)) break;
    return leave(0);
}

static const FileOps sim_ops = {
    sim_open,  sim_close,    sim_read,    sim_pread, sim_write, sim_fsync,
    sim_fsync, sim_rename,   sim_unlink,  sim_mkdir, sim_stat,  sim_stat_at,
    sim_chmod, sim_truncate, sim_reserve, sim_lock,  sim_list,
};

// ---- Power ---------------------------------------------------------------------------------------

void sim_disk_start(void) {
    sim_disk_stop();
    int root = new_inode(true, S_IFDIR | 0700, 1);
    assert(root == 1);
    (void)root;
    calls = cut_at = syncs = fail_sync_at = cut_later = 0;
    dead = false;
    file_ops_replace(&sim_ops);
}

void sim_disk_stop(void) {
    for (int i = 0; i < INODES_MAX; i++) free_inode(&inodes[i]);
    memset(fds, 0, sizeof fds);
    file_ops_replace(NULL);
}

void sim_disk_cut_power_at(int at) {
    cut_at = at;
}

int sim_disk_calls(void) {
    return calls;
}

void sim_disk_fail_sync_at(int at, int later) {
    fail_sync_at = at;
    cut_later = later;
}

int sim_disk_syncs(void) {
    return syncs;
}

int sim_disk_open_files(void) {
    int count = 0;
    for (int i = 0; i < FDS_MAX; i++) count += fds[i].used;
    return count;
}

static void see_what_is_kept(Inode *inode) {
    inode->lock_fd = 0;
    if (inode->folder) {
        inode->entries.count = 0;
        for (int i = 0; i < inode->kept_entries.count; i++)
            set_entry(&inode->entries, inode->kept_entries.items[i].name,
                      inode->kept_entries.items[i].inode);
        return;
    }
    inode->now_size = 0;
    resize(inode, inode->kept_size);
    if (inode->kept_size) memcpy(inode->now, inode->kept, inode->kept_size);
    if (inode->lost) memset(inode->lost, 0, inode->room / SECTOR);
}

void sim_disk_restart(uint64_t seed) {
    random_state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (int i = 1; i < INODES_MAX; i++) {
        Inode *inode = &inodes[i];
        if (!inode->used) continue;
        if (inode->folder)
            keep_folder(inode, true);
        else
            keep(inode, true);
        see_what_is_kept(inode);
    }
    // What nothing names any more stays unreachable; what is named has its link.
    for (int i = 1; i < INODES_MAX; i++)
        for (int k = 0; k < inodes[i].entries.count; k++)
            inodes[inodes[i].entries.items[k].inode].links = 1;
    memset(fds, 0, sizeof fds);
    calls = cut_at = fail_sync_at = cut_later = 0;
    dead = false;
}
