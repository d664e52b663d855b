// The rows of "Bad pictures": each is refused, or finished, within bounds.
//   Refused by a look at its first bytes: 2 s, 64 MB.
//   Anything else: the child's own limits. That it sets them is read back from the kernel; that they
//   end what would take too long is seen with a lower limit, which it keeps.
// Seconds count the processor's time of the child; its wall-clock limit is tested with ui/picture.
#include "ui/picture.h"

#include <SDL_image.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define RESIDENT_COUNTS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RESIDENT_COUNTS 0
#endif
#endif
#ifndef RESIDENT_COUNTS
#define RESIDENT_COUNTS 1
#endif

enum { QUICK_S = 2, LIMIT_S = 3, SLOW_S = LIMIT_S + 1 };
#define QUICK_KB (64 * 1024)
#define SLOW_KB (700 * 1024)

static char dir[64], program[512];

static int set_up(void **state) {
    (void)state;
    strcpy(dir, "/tmp/praatplaat-bad-XXXXXX");
    return mkdtemp(dir) && picture_find_program(program, sizeof program) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", dir);
    return system(command);
}

static const char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static const char *write_bytes(const char *name, const void *bytes, size_t n) {
    const char *path = path_of(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    return path;
}

static const char *write_text(const char *name, const char *text) {
    return write_bytes(name, text, strlen(text));
}

typedef struct {
    int status;  // of waitpid
    char sentence[1024];
    double seconds;
    long resident_kb;
    uint32_t middle;  // the pixel in the middle, when it exited with 0
} Outcome;

// 400 x 250 pixels of a picture of 1600 x 1000 over white.
static Outcome draw(const char *path) {
    Outcome outcome = {0};
    int ends[2], raster = memfd_create("raster", 0);
    assert_true(raster >= 0);
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        setrlimit(RLIMIT_CPU, &(struct rlimit){LIMIT_S, LIMIT_S});
        dup2(raster, STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execl(program, "praatplaat-raster", path, "1600", "1000", "0.25", "0", "0", "400", "250",
              "FFFFFF", (char *)NULL);
        _exit(99);
    }
    close(ends[1]);
    size_t n = 0;
    for (ssize_t got = 1; got > 0 && n<sizeof outcome.sentence - 1; n += got> 0 ? (size_t)got : 0)
        got = read(ends[0], outcome.sentence + n, sizeof outcome.sentence - 1 - n);
    close(ends[0]);
    struct rusage usage;
    assert_int_equal(wait4(pid, &outcome.status, 0, &usage), pid);
    outcome.seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                      (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    outcome.resident_kb = usage.ru_maxrss;
    enum { HEADER = 128, STRIDE = 1600 };
    (void)!pread(raster, &outcome.middle, 4, HEADER + 125 * STRIDE + 200 * 4);
    close(raster);
    return outcome;
}

static void assert_bounds(const Outcome *outcome, double seconds, long kb) {
    if (outcome->seconds > seconds) fail_msg("%.1f s of processor time", outcome->seconds);
    if (RESIDENT_COUNTS && outcome->resident_kb > kb)
        fail_msg("%ld kB resident", outcome->resident_kb);
}

static bool drawn(const Outcome *outcome) {
    return WIFEXITED(outcome->status) && WEXITSTATUS(outcome->status) == 0;
}

// Exit status 1 and one line.
static void assert_refused(const Outcome *outcome, const char *because) {
    if (!WIFEXITED(outcome->status) || WEXITSTATUS(outcome->status) != 1)
        fail_msg("status %x: %s", (unsigned)outcome->status, outcome->sentence);
    assert_non_null(strstr(outcome->sentence, because));
    assert_ptr_equal(strchr(outcome->sentence, '\n'),
                     outcome->sentence + strlen(outcome->sentence) - 1);
}

static void assert_refused_at_once(const char *path, const char *because) {
    Outcome outcome = draw(path);
    assert_refused(&outcome, because);
    assert_bounds(&outcome, QUICK_S, QUICK_KB);
}

// Drawn, refused or stopped by a limit; never longer or larger.
static void assert_bounded(const char *path) {
    Outcome outcome = draw(path);
    print_message("%s: status %x, %.1f s, %ld kB\n", strrchr(path, '/') + 1,
                  (unsigned)outcome.status, outcome.seconds, outcome.resident_kb);
    assert_bounds(&outcome, SLOW_S, SLOW_KB);
}

static void put_big32(unsigned char *at, uint32_t value) {
    for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static const unsigned char png_start[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0,
                                            0,    13,  'I', 'H', 'D',  'R',  0,    0,    0, 0,
                                            0,    0,   0,   0,   8,    6,    0,    0,    0};

static void a_gif_named_png(void **state) {
    (void)state;
    static const unsigned char gif[30] = {'G',  'I', 'F', '8', '9', 'a', 255, 255, 255, 255,
                                          0x80, 0,   0,   0,   0,   0,   255, 255, 255, 0x2C,
                                          0,    0,   0,   0,   255, 255, 255, 255, 0,   2};
    assert_refused_at_once(write_bytes("bomb.png", gif, sizeof gif), "no PNG, JPEG or SVG");
}

static void pictures_with_too_many_pixels(void **state) {
    (void)state;
    static const uint32_t sizes[][2] = {
        {30000, 30000}, {40001, 1000}, {1, 40000001}, {0xFFFFFFFF, 0xFFFFFFFF}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char png[1024] = {0};
        memcpy(png, png_start, sizeof png_start);
        put_big32(png + 16, sizes[i][0]);
        put_big32(png + 20, sizes[i][1]);
        assert_refused_at_once(write_bytes("large.png", png, sizeof png), "at most 40 million");
    }
    static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF, 0xE0, 0,    4,   0,   0,    0xFF,
                                         0xC2, 0,    17,   8,    255,  255, 255, 255,  3,
                                         1,    0x22, 0,    2,    0x11, 1,   3,   0x11, 1};
    assert_refused_at_once(write_bytes("large.jpg", jpeg, sizeof jpeg), "at most 40 million");
}

static void headers_that_make_no_sense(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } cases[] = {
        {"", 0},
        {"\n", 1},
        {"<", 1},
        {"<html></html>", 13},
        {"\x89PNG\r\n\x1a\n", 8},
        {"\xFF\xD8\xFF\xD9", 4},
        {"\xFF\xD8\xFF\xE0\0\0\0\0", 8},
        {"\xFF\xD8\xFF\xC0\0\x11\x08", 7},
        {"\xFF\xD8\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9},
        {"\x1F\x8B\x08\0\0\0\0\0", 8},
        {"RIFF____WEBP", 12},
        {"BM\x36\0\0\0", 6},
        {"%PDF-1.7", 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused_at_once(write_bytes("odd.png", cases[i].bytes, cases[i].n),
                               "no PNG, JPEG or SVG");
}

static void a_file_of_more_than_8_mb(void **state) {
    (void)state;
    const char *path = write_text("large.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert_int_equal(truncate(path, 8 * 1024 * 1024 + 1), 0);
    assert_refused_at_once(path, "larger than 8 MB");
}

static void what_is_no_regular_file(void **state) {
    (void)state;
    char target[256];
    strcpy(target, write_text("good.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"));
    assert_int_equal(symlink(target, path_of("link.svg")), 0);
    assert_refused_at_once(path_of("link.svg"), "it is a link");
    assert_int_equal(mkfifo(path_of("fifo.svg"), 0600), 0);
    assert_refused_at_once(path_of("fifo.svg"), "no regular file");
    assert_refused_at_once("/dev/zero", "no regular file");
    assert_refused_at_once(dir, "no regular file");
    assert_refused_at_once(path_of("none.svg"), "cannot be opened");
}

// The frame's thread meets them too: picture_get looks before anything is started.
static void none_of_them_holds_up_a_frame(void **state) {
    (void)state;
    Pictures *pictures = pictures_create(&(PicturesConfig){.raster_program = program});
    (void)!mkfifo(path_of("fifo.svg"), 0600);
    (void)!symlink("/dev/zero", path_of("zero.svg"));
    const char *names[] = {"fifo.svg", "zero.svg", "", "none.svg"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PictureRequest request = picture_whole(path_of(names[i]), 1600, 1000, 1, 0xFFFFFF);
        const SDL_Surface *surface;
        assert_int_equal(picture_get(pictures, &request, &surface), PICTURE_FAILED);
        assert_true(strlen(picture_error(pictures, &request)) > strlen(request.path));
    }
    pictures_destroy(pictures);
}

static void cut_files(void **state) {
    (void)state;
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, 320, 200, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(surface);
    uint32_t noise = 1;
    for (int i = 0; i < 320 * 200; i++)
        ((uint32_t *)surface->pixels)[i] = noise = noise * 1664525u + 1013904223u;
    for (int jpeg = 0; jpeg < 2; jpeg++) {
        const char *path = path_of(jpeg ? "cut.jpg" : "cut.png");
        assert_int_equal(jpeg ? IMG_SaveJPG(surface, path, 90) : IMG_SavePNG(surface, path), 0);
        struct stat file;
        assert_int_equal(stat(path, &file), 0);
        Outcome whole = draw(path);
        if (!drawn(&whole)) fail_msg("%s", whole.sentence);
        for (int part = 9; part >= 1; part -= 2) {
            assert_int_equal(truncate(path, file.st_size * part / 10), 0);
            Outcome outcome = draw(path);
            assert_refused(&outcome, "cut short");
            assert_bounds(&outcome, QUICK_S, QUICK_KB);
        }
    }
    SDL_FreeSurface(surface);
}

static size_t put_chunk(unsigned char *out, const char *type, const void *data, size_t n) {
    put_big32(out, (uint32_t)n);
    memcpy(out + 4, type, 4);
    memcpy(out + 8, data, n);
    put_big32(out + 8 + n, (uint32_t)crc32(0, out + 4, (uInt)n + 4));
    return n + 12;
}

// Whole by its chunks and checksums, and without its points: a decoder that reads what there is leaves the
// rest black.
static void a_png_without_its_points(void **state) {
    (void)state;
    unsigned char rows[10 * 17] = {0}, packed[400], png[1000];
    for (int whole = 0; whole < 2; whole++) {
        uLongf n = sizeof packed;
        assert_int_equal(compress(packed, &n, rows, whole ? sizeof rows : 5 * 17), Z_OK);
        unsigned char header[13] = {0, 0, 0, 16, 0, 0, 0, 10, 8, 0, 0, 0, 0};
        memcpy(png, png_start, 8);
        size_t at = 8;
        at += put_chunk(png + at, "IHDR", header, sizeof header);
        at += put_chunk(png + at, "IDAT", packed, n);
        at += put_chunk(png + at, "IEND", "", 0);
        const char *path = write_bytes("half.png", png, at);
        if (whole) {
            Outcome outcome = draw(path);
            if (!drawn(&outcome)) fail_msg("%s", outcome.sentence);
        } else {
            assert_refused_at_once(path, "not a whole PNG file");
        }
    }
}

// Every byte of a small PNG changed in turn: drawn or refused, within the same bounds.
static void changed_bytes(void **state) {
    (void)state;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 16, 10, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, 0x336699);
    char path[256];
    strcpy(path, path_of("changed.png"));
    assert_int_equal(IMG_SavePNG(surface, path), 0);
    SDL_FreeSurface(surface);
    int file = open(path, O_RDWR);
    struct stat status;
    assert_int_equal(fstat(file, &status), 0);
    int refused = 0, count = 0;
    for (off_t at = 0; at < status.st_size; at += 3, count++) {
        unsigned char byte, changed;
        assert_int_equal(pread(file, &byte, 1, at), 1);
        changed = byte ^ 0x41;
        assert_int_equal(pwrite(file, &changed, 1, at), 1);
        Outcome outcome = draw(path);
        assert_true(WIFEXITED(outcome.status));
        assert_bounds(&outcome, QUICK_S, QUICK_KB);
        refused += !drawn(&outcome);
        assert_int_equal(pwrite(file, &byte, 1, at), 1);
    }
    close(file);
    assert_true(refused > count / 2);
}

static void dashes_of_a_hair(void **state) {
    (void)state;
    assert_bounded(write_text(
        "dashes.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><path d='M0 "
                      "0H1600V1000H0Z' fill='none' "
                      "stroke='#000' stroke-width='2' stroke-dasharray='1e-5 1e-5'/></svg>"));
}

// Nothing but a limit ends this one.
static const char *write_endless(void) {
    return write_text("blur.svg",
                      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><filter "
                      "id='f' x='-99' y='-99' width='999' "
                      "height='999'><feGaussianBlur stdDeviation='99999'/><feTurbulence "
                      "numOctaves='99999' baseFrequency='9'/>"
                      "</filter><g filter='url(#f)'><rect width='1600' height='1000'/></g></svg>");
}

static void a_picture_without_end(void **state) {
    (void)state;
    Outcome outcome = draw(write_endless());
    assert_false(drawn(&outcome));
    assert_bounds(&outcome, SLOW_S, SLOW_KB);
}

// The hard limit that /proc says a process has; -1 when it cannot be read.
static long long limit_of(pid_t pid, const char *name) {
    char path[64], line[256];
    long long hard = -1;
    snprintf(path, sizeof path, "/proc/%d/limits", (int)pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            (void)!sscanf(line + strlen(name), "%*s %lld", &hard);
    if (file) fclose(file);
    return hard;
}

static void the_limits_it_sets_itself(void **state) {
    (void)state;
    const char *path = write_endless();
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(memfd_create("raster", 0), STDOUT_FILENO);
        execl(program, "praatplaat-raster", path, "1600", "1000", "0.25", "0", "0", "400", "250",
              "FFFFFF", (char *)NULL);
        _exit(99);
    }
    // Once the first limit is there, the others follow at once.
    for (int wait = 0; wait < 1000 && limit_of(pid, "Max open files") != 64; wait++) usleep(10000);
    usleep(100000);
    long long seconds = limit_of(pid, "Max cpu time"), files = limit_of(pid, "Max open files");
    long long core = limit_of(pid, "Max core file size");
    long long addresses = limit_of(pid, "Max address space");
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(seconds, 20);
    assert_int_equal(files, 64);
    assert_int_equal(core, 0);
    if (RESIDENT_COUNTS) assert_int_equal(addresses, 1536ll * 1024 * 1024);
}

static void three_hundred_thousand_paths(void **state) {
    (void)state;
    const char *path = path_of("paths.svg");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'>", file);
    for (int i = 0; i < 300000; i++) fprintf(file, "<path d='M%d %dh9v9z'/>", i % 1600, i / 300);
    fputs("</svg>", file);
    assert_int_equal(fclose(file), 0);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_size < 8 * 1024 * 1024);
    assert_bounded(path);
}

static void entities_and_uses_that_multiply(void **state) {
    (void)state;
    assert_bounded(write_text(
        "laughs.svg",
        "<!DOCTYPE svg [<!ENTITY a '<path d=\"M0 0h9v9z\"/>'><!ENTITY b "
        "'&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
        "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
        "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'>&h;&h;&h;</svg>"));
    const char *path = path_of("uses.svg");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><path id='a0' d='M0 "
          "0h9v9z'/>",
          file);
    for (int level = 1; level <= 12; level++) {
        fprintf(file, "<g id='a%d'>", level);
        for (int i = 0; i < 10; i++) fprintf(file, "<use href='#a%d' x='%d'/>", level - 1, i);
        fputs("</g>", file);
    }
    fputs("</svg>", file);
    assert_int_equal(fclose(file), 0);
    assert_bounded(path);
}

static void nothing_else_is_opened(void **state) {
    (void)state;
    write_text("red.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'>"
                          "<rect id='r' width='1600' height='1000' fill='#f00'/></svg>");
    Outcome alone = draw(path_of("red.svg"));
    assert_true(drawn(&alone));
    assert_int_equal(alone.middle & 0xFFFFFF, 0xFF0000);

    static const char *const references[] = {
        "<image width='1600' height='1000' href='red.svg'/>",
        "<image width='1600' height='1000' href='file://%s'/>",
        "<use href='red.svg#r'/>",
        "<style>@import url('file://%s');</style>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://%s'/>",
        "<image width='1600' height='1000' href='http://127.0.0.1:1/red.svg'/>",
    };
    char red[256];
    strcpy(red, path_of("red.svg"));
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        char text[1024], body[512];
        const char *hole = strstr(references[i], "%s");
        snprintf(body, sizeof body, "%.*s%s%s", hole ? (int)(hole - references[i]) : 1000,
                 references[i], hole ? red : "", hole ? hole + 2 : "");
        snprintf(text, sizeof text,
                 "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'>%s</svg>", body);
        Outcome outcome = draw(write_text("refers.svg", text));
        if (drawn(&outcome)) assert_int_equal(outcome.middle & 0xFFFFFF, 0xFFFFFF);
        assert_bounds(&outcome, QUICK_S, QUICK_KB);
    }
}

static void patterns_and_pictures_within_pictures(void **state) {
    (void)state;
    assert_bounded(write_text(
        "inside.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><image width='1600' "
        "height='1000' "
        "href='data:image/gif;base64,R0lGODlh/////4AAAAAAAP///ywAAAAA/////wACAkQBADs='/></svg>"));
    assert_bounded(write_text("deep.svg",
                              "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 "
                              "1000'><pattern id='p' width='1e-4' height='1e-4' "
                              "patternUnits='userSpaceOnUse'><rect width='1' height='1'/></pattern>"
                              "<rect width='1600' height='1000' fill='url(#p)'/></svg>"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_gif_named_png, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pictures_with_too_many_pixels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headers_that_make_no_sense, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_of_more_than_8_mb, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_regular_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(none_of_them_holds_up_a_frame, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cut_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_png_without_its_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_limits_it_sets_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_picture_without_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dashes_of_a_hair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(three_hundred_thousand_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(entities_and_uses_that_multiply, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_else_is_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patterns_and_pictures_within_pictures, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
