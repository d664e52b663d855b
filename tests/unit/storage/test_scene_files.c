// Scenes on disk: where the pack's files may lie, and what pictures may be. The two packs of the program
// itself must be good.
#include "storage/scene_find.h"
#include "storage/scene_load.h"

#include "build_config.h"
#include "scene_sample.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

// ---- A pack in a temporary folder ---------------------------------------------------------------

static char top[64];
static Str paths[4];  // of the four most recent calls of in_top

static const char *in_top(const char *name) {
    static int next;
    Str *path = &paths[next = (next + 1) % 4];
    str_clear(path);
    str_format(path, "%s/%s", top, name);
    return str_text(path);
}

static void write_bytes(const char *name, const void *bytes, size_t n) {
    FILE *file = fopen(in_top(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *name, const char *text) {
    write_bytes(name, text, strlen(text));
}

static void make_folder(const char *name) {
    assert_true(mkdir(in_top(name), 0700) == 0 || errno == EEXIST);
}

static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 5\"></svg>";

static int set_up(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) str_init(&paths[i]);
    (void)snprintf(top, sizeof top, "/tmp/praatplaat-scene-XXXXXX");
    assert_non_null(mkdtemp(top));
    make_folder("pack");
    make_folder("pack/art");
    make_folder("assets");
    make_folder("assets/icons");
    make_folder("assets/art");
    write_text("pack/scene.json", scene_sample);
    write_text("pack/art/poster.svg", svg);
    write_text("assets/icons/sun.svg", svg);
    write_text("assets/icons/target.svg", svg);
    write_text("assets/icons/scale.svg", svg);
    return 0;
}

static int remove_one(const char *path) {
    struct stat info;
    if (lstat(path, &info) != 0) return -1;
    return remove(path);
}

static int tear_down(void **state) {
    (void)state;
    static const char *const names[] = {"pack/art/poster.svg",
                                        "pack/art/poster.png",
                                        "pack/art/poster.jpg",
                                        "pack/art",
                                        "pack/scene.json",
                                        "pack",
                                        "assets/icons/sun.svg",
                                        "assets/icons/target.svg",
                                        "assets/icons/scale.svg",
                                        "assets/icons",
                                        "assets/art/poster.svg",
                                        "assets/art",
                                        "assets",
                                        "link",
                                        "outside.svg",
                                        "real/poster.svg",
                                        "real",
                                        "packs/b/scene.json",
                                        "packs/b",
                                        "packs/a/scene.json",
                                        "packs/a",
                                        "packs/Not An Id/scene.json",
                                        "packs/Not An Id",
                                        "packs/empty",
                                        "packs/file",
                                        "packs/c",
                                        "packs",
                                        ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) (void)remove_one(in_top(names[i]));
    for (int i = 0; i < 4; i++) str_finish(&paths[i]);
    return 0;
}

// Loads a path; the first fault's text, "" when there is none, lies in `said`.
static char said[1024];

static Err load(const char *path, Scene **out) {
    FaultList faults;
    fault_list_init(&faults);
    Err err = scene_load(path, in_top("assets"), out, &faults);
    fault_list_sort(&faults);
    (void)snprintf(said, sizeof said, "%d:%d %s", faults.count ? faults.items[0].line : 0,
                   faults.count ? faults.items[0].column : 0,
                   faults.count ? faults.items[0].text : "");
    assert_true((err == ERR_NONE) == (faults.total == 0));
    assert_true((err == ERR_NONE) == (*out != NULL));
    fault_list_finish(&faults);
    return err;
}

static void expect_refused(Err wanted, const char *path, const char *phrase) {
    Scene *scene;
    Err err = load(path, &scene);
    if (err != wanted || !strstr(said, phrase)) {
        print_error("error %d, <%s>; wanted %d <%s>\n", err, said, wanted, phrase);
    }
    assert_int_equal(err, wanted);
    assert_non_null(strstr(said, phrase));
}

// ---- Where a scene lies -------------------------------------------------------------------------

static void test_by_file_and_by_folder(void **state) {
    (void)state;
    const char *const ways[] = {"pack", "pack/", "pack/scene.json"};
    for (size_t i = 0; i < 3; i++) {
        Scene *scene;
        assert_int_equal(load(in_top(ways[i]), &scene), ERR_NONE);
        assert_string_equal(scene->path, in_top("pack/scene.json"));
        assert_string_equal(scene->image_path, in_top("pack/art/poster.svg"));
        assert_int_not_equal(scene->fingerprint, 0);
        scene_destroy(scene);
    }
}

static void test_what_is_no_scene_file(void **state) {
    (void)state;
    expect_refused(ERR_MISSING, in_top("nowhere"), "cannot be read");
    expect_refused(ERR_MISSING, in_top("assets"), "cannot be read");
    expect_refused(ERR_REFUSED, "/dev/zero", "no plain file");
    assert_int_equal(mkfifo(in_top("link"), 0600), 0);
    expect_refused(ERR_REFUSED, in_top("link"), "no plain file");
    assert_int_equal(remove(in_top("link")), 0);
    assert_int_equal(remove(in_top("pack/scene.json")), 0);
    assert_int_equal(mkdir(in_top("pack/scene.json"), 0700), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "it is a folder");
}

static void test_large_files_are_not_read(void **state) {
    (void)state;
    assert_int_equal(truncate(in_top("pack/scene.json"), (off_t)1 << 40), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "more than 4 MB");
}

// ---- The picture --------------------------------------------------------------------------------

static void test_picture_from_the_assets(void **state) {
    (void)state;
    assert_int_equal(remove(in_top("pack/art/poster.svg")), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "9:23 there is no file \"art/poster.svg\"");
    write_text("assets/art/poster.svg", svg);
    Scene *scene;
    assert_int_equal(load(in_top("pack"), &scene), ERR_NONE);
    assert_string_equal(scene->image_path, in_top("assets/art/poster.svg"));
    scene_destroy(scene);
}

static void test_links_and_devices_are_no_picture(void **state) {
    (void)state;
    const char *picture = "pack/art/poster.svg";
    write_text("outside.svg", svg);
    assert_int_equal(remove(in_top(picture)), 0);
    assert_int_equal(symlink(in_top("outside.svg"), in_top(picture)), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "9:23 the file \"art/poster.svg\" cannot be used");
    assert_int_equal(remove(in_top(picture)), 0);
    assert_int_equal(mkfifo(in_top(picture), 0600), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "9:23 the file \"art/poster.svg\" cannot be used");
    assert_int_equal(remove(in_top(picture)), 0);
    assert_int_equal(mkdir(in_top(picture), 0700), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "9:23 the file \"art/poster.svg\" cannot be used");
    assert_int_equal(remove(in_top(picture)), 0);
    // A link in the middle of the path leads outside just as well.
    make_folder("real");
    write_text("real/poster.svg", svg);
    assert_int_equal(remove(in_top("pack/art")), 0);
    assert_int_equal(symlink(in_top("real"), in_top("pack/art")), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "9:23 the file \"art/poster.svg\" cannot be used");
}

static void use_picture(const char *name) {
    int line, column;
    Str replace;
    str_init(&replace);
    str_format(&replace, "@\"art/%s\"", name);
    char *text =
        scene_sample_broken(scene_sample, "\"art/poster.svg\"", str_text(&replace), &line, &column);
    write_text("pack/scene.json", text);
    free(text);
    str_finish(&replace);
}

static size_t put_chunk(unsigned char *out, const char *type, const unsigned char *data, size_t n) {
    out[0] = (unsigned char)(n >> 24), out[1] = (unsigned char)(n >> 16);
    out[2] = (unsigned char)(n >> 8), out[3] = (unsigned char)n;
    memcpy(out + 4, type, 4);
    memcpy(out + 8, data, n);
    uint32_t sum = (uint32_t)crc32(0, out + 4, (uInt)n + 4);
    for (int i = 0; i < 4; i++) out[8 + n + (size_t)i] = (unsigned char)(sum >> (24 - 8 * i));
    return n + 12;
}

static size_t make_png(unsigned char *out, uint32_t width, uint32_t height) {
    static const unsigned char magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    unsigned char header[13] = {0};
    for (int i = 0; i < 4; i++) {
        header[i] = (unsigned char)(width >> (24 - 8 * i));
        header[4 + i] = (unsigned char)(height >> (24 - 8 * i));
    }
    header[8] = 8;
    memcpy(out, magic, 8);
    size_t n = 8;
    n += put_chunk(out + n, "IHDR", header, sizeof header);
    n += put_chunk(out + n, "IDAT", (const unsigned char *)"xy", 2);
    return n + put_chunk(out + n, "IEND", header, 0);
}

static void expect_png(const unsigned char *bytes, size_t n, const char *phrase) {
    write_bytes("pack/art/poster.png", bytes, n);
    if (phrase) {
        expect_refused(ERR_REFUSED, in_top("pack"), phrase);
        return;
    }
    Scene *scene;
    assert_int_equal(load(in_top("pack"), &scene), ERR_NONE);
    scene_destroy(scene);
}

static void test_png(void **state) {
    (void)state;
    unsigned char png[256], bad[256];
    use_picture("poster.png");
    size_t n = make_png(png, 2000, 1000);
    expect_png(png, n, NULL);
    for (size_t cut = 0; cut < n; cut++) expect_png(png, cut, "9:23 the");
    memcpy(bad, png, n);
    bad[24] ^= 1;
    expect_png(bad, n, "a checksum is wrong");
    n = make_png(png, 30000, 30000);
    expect_png(png, n, "30000 x 30000 points: at most 40 million");
    n = make_png(png, 0xFFFFFFFF, 0xFFFFFFFF);
    expect_png(png, n, "at most 40 million");
    n = make_png(png, 0, 10);
    expect_png(png, n, "no size");
    n = make_png(png, 1000, 1000);
    expect_png(png, n, "1000 x 1000 points and the poster is 1000 x 500: give them the same shape");
    expect_png((const unsigned char *)svg, sizeof svg - 1,
               "the file is a SVG and its name says PNG");
    // FAULTS.md: a GIF of 30 bytes with a wrong name that SDL_image would take for 4 GB.
    expect_png((const unsigned char *)"GIF89a\xFF\xFF\xFF\xFF\x80\0\0", 13, "no PNG, JPEG or SVG");
    assert_int_equal(truncate(in_top("pack/art/poster.png"), 8 * 1024 * 1024 + 1), 0);
    expect_refused(ERR_REFUSED, in_top("pack"), "larger than 8 MB");
}

static void test_jpeg(void **state) {
    (void)state;
    static const unsigned char jpeg[] = {
        0xFF, 0xD8, 0xFF, 0xE0, 0,  4, 'J', 'F',  // an application's segment
        0xFF, 0xC4, 0,    2,                      // no frame, though it looks so
        0xFF, 0xFF, 0xC2, 0,    11, 8, 0,   100, 0,  200, 1,    1,    0x11, 0,  // fill byte, frame 200 x 100
        0xFF, 0xDA, 0,    8,    1,  1, 0,   0,   63, 0,   0x55, 0xFF, 0x00, 0x55, 0xFF, 0xD9};
    unsigned char bad[sizeof jpeg];
    use_picture("poster.jpg");
    write_bytes("pack/art/poster.jpg", jpeg, sizeof jpeg);
    Scene *scene;
    assert_int_equal(load(in_top("pack"), &scene), ERR_NONE);
    scene_destroy(scene);
    for (size_t cut = 0; cut < sizeof jpeg; cut++) {
        write_bytes("pack/art/poster.jpg", jpeg, cut);
        expect_refused(ERR_REFUSED, in_top("pack"), "9:23 the");
    }
    memcpy(bad, jpeg, sizeof jpeg);
    memset(bad + 18, 0xFF, 4);
    write_bytes("pack/art/poster.jpg", bad, sizeof bad);
    expect_refused(ERR_REFUSED, in_top("pack"), "65535 x 65535 points");
}

static void test_svg(void **state) {
    (void)state;
    static const char *const bad[][2] = {
        {"<html></html>", "no <svg>"},
        {"<svg><g>", "before </svg>"},
        {"<svg>\xE9</svg>", "not UTF-8"},
        {"svg", "no PNG, JPEG or SVG"},
        {"<?xml version='1.0'?><!-- <svg></svg> --><html></html>", "no <svg>"},
        {"<!-- <svg></svg> -->", "no <svg>"},
        {"<!-- <svg></svg>", "no <svg>"},
        {"<!DOCTYPE html [<!ENTITY a '<svg></svg>'>]><html/>", "no <svg>"},
        {"<?svg <svg></svg>", "no <svg>"},
        {"<svgs></svgs></svg>", "no <svg>"},
        {"", "no PNG, JPEG or SVG"},
        {"\x1F\x8B<svg></svg>", "no PNG, JPEG or SVG"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_text("pack/art/poster.svg", bad[i][0]);
        expect_refused(ERR_REFUSED, in_top("pack"), bad[i][1]);
    }
    static const char *const good[] = {
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a <b> -->\n<svg\nwidth='1'></svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a>b\" [\n<!-- it's ] -->\n"
        "<!ENTITY ns \"http://x/>\">\n]>\n<svg></svg>\n<!-- end -->"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        write_text("pack/art/poster.svg", good[i]);
        Scene *scene;
        if (load(in_top("pack"), &scene) != ERR_NONE) fail_msg("%s: %s", good[i], said);
        scene_destroy(scene);
    }
}

typedef struct {
    int calls;
    Err answer;
} Trial;

static Err try_picture(void *context, const char *path, int width, int height, ErrInfo *info) {
    Trial *trial = context;
    trial->calls++;
    assert_string_equal(path, in_top("pack/art/poster.svg"));
    assert_int_equal(width, 1000);
    assert_int_equal(height, 500);
    return trial->answer ? err_set(info, trial->answer, 0, "it is odd: save it anew") : ERR_NONE;
}

// Only what looks well is tried, and what comes of it is a fault like another.
static void test_pictures_are_tried(void **state) {
    (void)state;
    for (int i = 0; i < 3; i++) {
        Trial trial = {.answer = i == 1 ? ERR_REFUSED : ERR_NONE};
        if (i == 2) write_text("pack/art/poster.svg", "<svg>");
        Scene *scene;
        FaultList faults;
        fault_list_init(&faults);
        Err err = scene_load_trying(in_top("pack"), in_top("assets"), try_picture, &trial, &scene,
                                    &faults);
        assert_int_equal(err, i == 0 ? ERR_NONE : ERR_REFUSED);
        assert_int_equal(trial.calls, i < 2);
        assert_int_equal(faults.total, i > 0);
        if (i == 1) {
            assert_int_equal(faults.items[0].line, 9);
            assert_string_equal(faults.items[0].text,
                                "the picture cannot be drawn: it is odd: save it anew");
        }
        scene_destroy(scene);
        fault_list_finish(&faults);
    }
}

static void test_icons(void **state) {
    (void)state;
    int line, column;
    char *text = scene_sample_broken(scene_sample, "\"icon\": \"target\"", "\"icon\": @\"tarqet\"",
                                     &line, &column);
    write_text("pack/scene.json", text);
    free(text);
    expect_refused(ERR_REFUSED, in_top("pack"),
                   "there is no icon \"tarqet\": did you mean \"target\"?");
    text = scene_sample_broken(scene_sample, "\"icon\": \"target\"", "\"icon\": @\"umbrella\"",
                               &line, &column);
    write_text("pack/scene.json", text);
    free(text);
    expect_refused(ERR_REFUSED, in_top("pack"),
                   "there is no icon \"umbrella\" in the program's assets/icons");
}

// ---- Packs --------------------------------------------------------------------------------------

static void test_find(void **state) {
    (void)state;
    ScenePacks packs;
    ErrInfo info = {.text = ""};
    assert_int_equal(scene_find(in_top("nowhere"), &packs, &info), ERR_MISSING);
    assert_non_null(strstr(info.text, "--scene"));
    scene_packs_finish(&packs);
    make_folder("packs");
    make_folder("packs/b");
    make_folder("packs/a");
    make_folder("packs/empty");
    make_folder("packs/Not An Id");
    write_text("packs/b/scene.json", "{}");
    write_text("packs/a/scene.json", "{}");
    write_text("packs/Not An Id/scene.json", "{}");
    write_text("packs/file", "{}");
    assert_int_equal(symlink(in_top("pack"), in_top("packs/c")), 0);
    assert_int_equal(scene_find(in_top("packs/"), &packs, &info), ERR_NONE);
    assert_int_equal(packs.count, 3);
    assert_string_equal(packs.packs[0].id, "a");
    assert_string_equal(packs.packs[0].path, in_top("packs/a/scene.json"));
    assert_string_equal(packs.packs[1].id, "b");
    assert_string_equal(packs.packs[2].id, "c");
    scene_packs_finish(&packs);
}

static void test_the_packs_of_the_program_are_good(void **state) {
    (void)state;
    static const char *const ids[] = {"buurttuin", "integraal-werken"};
    for (size_t i = 0; i < 2; i++) {
        FaultList faults;
        Scene *scene;
        Str path, shown;
        fault_list_init(&faults);
        str_init(&path);
        str_init(&shown);
        str_format(&path, "%s/scenes/%s", PP_SOURCE_DIR, ids[i]);
        Err err = scene_load(str_text(&path), PP_SOURCE_DIR "/assets", &scene, &faults);
        fault_list_format(&faults, &shown);
        if (err) print_error("%s", str_text(&shown));
        assert_int_equal(err, ERR_NONE);
        assert_string_equal(scene->id, ids[i]);
        scene_destroy(scene);
        fault_list_finish(&faults);
        str_finish(&shown);
        str_finish(&path);
    }
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_by_file_and_by_folder),
        IN_FOLDER(test_what_is_no_scene_file),
        IN_FOLDER(test_large_files_are_not_read),
        IN_FOLDER(test_picture_from_the_assets),
        IN_FOLDER(test_links_and_devices_are_no_picture),
        IN_FOLDER(test_png),
        IN_FOLDER(test_jpeg),
        IN_FOLDER(test_svg),
        IN_FOLDER(test_pictures_are_tried),
        IN_FOLDER(test_icons),
        IN_FOLDER(test_find),
        cmocka_unit_test(test_the_packs_of_the_program_are_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
