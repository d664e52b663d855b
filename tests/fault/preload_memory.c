// Stands between the program and the system's memory (LD_PRELOAD): the k-th allocation that the
// program's own code asks for fails. What libraries ask for always works; how they take it is not
// ours to say.
//
//   PP_MEMORY_AT     the allocation that fails, from 1; 0: none, they are only counted
//   PP_MEMORY_STATE  file of one int32, shared with the test: allocations so far
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uintptr_t program_from, program_to;
static int at;
static atomic_int own_count, *count = &own_count;
static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);

static void find(const char *name, void *out) {
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(out, (const void *)&found, sizeof found);
}

// The first one that is told of is the program itself.
static int note_program(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        program_from = info->dlpi_addr + part->p_vaddr;
        program_to = program_from + part->p_memsz;
    }
    return 1;
}

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("PP_MEMORY_AT"), *path = getenv("PP_MEMORY_STATE");
    at = text ? (int)strtol(text, NULL, 10) : 0;
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *shared = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (shared != MAP_FAILED) count = shared;
        (void)close(fd);
    }
    (void)dl_iterate_phdr(note_program, NULL);
}

static bool fails(const void *caller) {
    if ((uintptr_t)caller < program_from || (uintptr_t)caller >= program_to) return false;
    if (atomic_fetch_add(count, 1) + 1 != at) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t n) {
    if (!next_malloc) find("malloc", (void *)&next_malloc);
    return fails(__builtin_return_address(0)) ? NULL : next_malloc(n);
}

void *calloc(size_t n, size_t size) {
    if (!next_calloc) find("calloc", (void *)&next_calloc);
    return fails(__builtin_return_address(0)) ? NULL : next_calloc(n, size);
}

void *realloc(void *old, size_t n) {
    if (!next_realloc) find("realloc", (void *)&next_realloc);
    return fails(__builtin_return_address(0)) ? NULL : next_realloc(old, n);
}
