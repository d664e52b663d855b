// The check command: what goes to which stream, and the exit status.
#include "app/cmd_check.h"

#include "build_config.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    FILE *file;
    int stream, saved;
    char text[4096];
} Caught;

static void catch_stream(Caught *caught, int stream) {
    (void)fflush(NULL);
    caught->file = tmpfile();
    assert_non_null(caught->file);
    caught->stream = stream;
    caught->saved = dup(stream);
    assert_true(dup2(fileno(caught->file), stream) >= 0);
}

static void release(Caught *caught) {
    (void)fflush(NULL);
    assert_true(dup2(caught->saved, caught->stream) >= 0);
    (void)close(caught->saved);
    rewind(caught->file);
    size_t n = fread(caught->text, 1, sizeof caught->text - 1, caught->file);
    caught->text[n] = '\0';
    (void)fclose(caught->file);
}

static Caught out, errors;

static const char *raster;  // the program; NULL: the picture is not tried

static int check(int count, char **paths) {
    catch_stream(&out, STDOUT_FILENO);
    catch_stream(&errors, STDERR_FILENO);
    int status = cmd_check(count, paths, PP_SOURCE_DIR "/assets", raster);
    release(&errors);
    release(&out);
    return status;
}

static void test_a_good_pack(void **state) {
    (void)state;
    char good[] = PP_SOURCE_DIR "/scenes/buurttuin/scene.json";
    assert_int_equal(check(1, &(char *){good}), 0);
    assert_string_equal(out.text, PP_SOURCE_DIR "/scenes/buurttuin/scene.json: good\n");
    assert_string_equal(errors.text, "");
}

static void test_every_pack_is_checked(void **state) {
    (void)state;
    char bad[] = "/tmp/praatplaat-check-XXXXXX", nowhere[] = "/nowhere/scene.json";
    char good[] = PP_SOURCE_DIR "/scenes/buurttuin";
    int fd = mkstemp(bad);
    assert_true(fd >= 0);
    static const char text[] =
        "{\"format\": \"praatplaat-scene\",\n \"version\": 1,\n \"kleur\": 1e400}";
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    (void)close(fd);
    int status = check(3, (char *[]){nowhere, bad, good});
    (void)unlink(bad);
    assert_int_equal(status, 1);
    assert_non_null(strstr(out.text, "buurttuin/scene.json: good\n"));
    assert_ptr_equal(strstr(errors.text, "/nowhere/scene.json: cannot be read"), errors.text);
    // path:line:column, sorted.
    char start[80];
    (void)snprintf(start, sizeof start, "\n%s:1:1: a scene needs the members \"id\"", bad);
    const char *first = strstr(errors.text, start);
    (void)snprintf(start, sizeof start, "\n%s:3:2: a scene has no member \"kleur\"", bad);
    const char *second = strstr(errors.text, start);
    (void)snprintf(start, sizeof start, "\n%s:3:11: this number is larger", bad);
    const char *third = strstr(errors.text, start);
    assert_true(first && second && third && first < second && second < third);
}

// ---- The picture, drawn once -------------------------------------------------------------------------

static char pack[] = "/tmp/praatplaat-pack-XXXXXX";

static const char *in_pack(const char *name) {
    static char paths[2][80];
    static int next;
    char *path = paths[next = !next];
    (void)snprintf(path, sizeof paths[0], "%s/%s", pack, name);
    return path;
}

static void put(const char *name, const void *bytes, size_t n) {
    FILE *file = fopen(in_pack(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

// The pack of the garden, with another picture.
static void put_scene(const char *image) {
    static const char key[] = "\"image\": \"";
    FILE *file = fopen(PP_SOURCE_DIR "/scenes/buurttuin/scene.json", "rb");
    assert_non_null(file);
    static char text[200000], changed[200100];
    size_t n = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    text[n] = '\0';
    char *at = strstr(text, key);
    assert_non_null(at);
    at += sizeof key - 1;
    int length = snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, image,
                          strchr(at, '"'));
    put("scene.json", changed, (size_t)length);
}

static int set_up(void **state) {
    (void)state;
    raster = getenv("PRAATPLAAT_RASTER");
    return mkdtemp(pack) && raster ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    raster = NULL;
    (void)unlink(in_pack("scene.json"));
    (void)unlink(in_pack("poster.svg"));
    (void)unlink(in_pack("poster.png"));
    return rmdir(pack);
}

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'>"

// Whole by its chunks and their checksums, and its data holds nothing.
static const unsigned char empty_png[] = {
    0x89, 'P', 'N',  'G',  '\r', '\n', 0x1A, '\n', 0,   0,    0,    13,   'I',
    'H',  'D', 'R',  0,    0,    0,    16,   0,    0,   0,    10,   8,    0,
    0,    0,   0,    0x98, 0xD5, 0x81, 0x40, 0,    0,   0,    8,    'I',  'D',
    'A',  'T', 0x78, 0x9C, 3,    0,    0,    0,    0,   1,    0x48, 0x06, 0x89,
    0xD2, 0,   0,    0,    0,    'I',  'E',  'N',  'D', 0xAE, 0x42, 0x60, 0x82};

static void test_the_picture_is_drawn_once(void **state) {
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t n;
        const char *fault;  // NULL: good
    } rows[] = {
        {"poster.svg", SVG "<rect width='9' height='9'/></svg>", 0, NULL},
        {"poster.svg", SVG "<g></svg>", 0, "it is not a whole SVG file"},
        {"poster.svg", SVG "</svg></svg>", 0, "it is not a whole SVG file"},
        {"poster.svg", SVG "<rect width='9 height='9'/></svg>", 0, "it is not a whole SVG file"},
        {"poster.png", (const char *)empty_png, sizeof empty_png, "it is not a whole PNG file"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_scene(rows[i].name);
        put(rows[i].name, rows[i].bytes, rows[i].n ? rows[i].n : strlen(rows[i].bytes));
        int status = check(1, &(char *){pack});
        char fault[200] = "";
        (void)snprintf(fault, sizeof fault, ": the picture cannot be drawn: %s", rows[i].fault);
        bool right = rows[i].fault ? status == 1 && !*out.text && strstr(errors.text, fault)
                                   : status == 0 && !*errors.text;
        if (!right) fail_msg("row %zu: %d, %s", i, status, errors.text);
        if (!rows[i].fault) continue;
        // At its place in the scene, in one line.
        assert_ptr_equal(strstr(errors.text, in_pack("scene.json:")), errors.text);
        assert_null(strchr(strchr(errors.text, '\n') + 1, '\n'));
    }
}

static void test_a_picture_that_cannot_be_tried(void **state) {
    (void)state;
    put_scene("poster.svg");
    put("poster.svg", SVG "</svg>", sizeof SVG "</svg>" - 1);
    raster = "/nowhere/praatplaat-raster";
    assert_int_equal(check(1, &(char *){pack}), 3);
    assert_string_equal(out.text, "");
    assert_non_null(strstr(errors.text, "praatplaat: "));
    assert_non_null(strstr(errors.text, "/nowhere/praatplaat-raster cannot be started"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_pack),
        cmocka_unit_test(test_every_pack_is_checked),
        cmocka_unit_test(test_the_picture_is_drawn_once),
        cmocka_unit_test(test_a_picture_that_cannot_be_tried),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
