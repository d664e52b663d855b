// Files that options name: a device is not replaced by a file, and nothing waits for a pipe.
#include "app/output_file.h"

#include "app/replay.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char folder[] = "/tmp/praatplaat-output-XXXXXX";

static const char *in_folder(const char *name) {
    static char path[100];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    int file = open(in_folder("file"), O_WRONLY | O_CREAT, 0600);
    (void)close(file);
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    (void)snprintf(name.sun_path, sizeof name.sun_path, "%s", in_folder("socket"));
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    bool bound = bind(listener, (struct sockaddr *)&name, sizeof name) == 0;
    (void)close(listener);
    return file >= 0 && bound && mkfifo(in_folder("fifo"), 0600) == 0 &&
                   symlink("file", in_folder("link")) == 0
               ? 0
               : -1;
}

static int tear_down(void **state) {
    (void)state;
    static const char *const names[] = {"file", "socket", "fifo", "link", "new"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) (void)unlink(in_folder(names[i]));
    return rmdir(folder);
}

static void test_only_files_are_written(void **state) {
    (void)state;
    const struct {
        const char *path, *kind;
    } rows[] = {{"/dev/full", "a device"}, {"/dev/null", "a device"},   {"/", "a folder"},
                {"fifo", "a pipe"},        {"link", "a symbolic link"}, {"socket", "a socket"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *path = rows[i].path[0] == '/' ? rows[i].path : in_folder(rows[i].path);
        char sentence[200];
        (void)snprintf(sentence, sizeof sentence, "%s is %s: choose a file for --inspect", path,
                       rows[i].kind);
        ErrInfo info = {0};
        assert_int_equal(output_file_check(path, "--inspect", &info), ERR_REFUSED);
        assert_string_equal(info.text, sentence);
        Recorder *recorder = NULL;
        assert_int_equal(recorder_open(path, &recorder, &info), ERR_REFUSED);
        assert_null(recorder);
        assert_non_null(strstr(info.text, "choose a file for --record"));
    }
}

static void test_a_file_or_nothing_is_fine(void **state) {
    (void)state;
    assert_int_equal(output_file_check(NULL, "--record", NULL), ERR_NONE);
    assert_int_equal(output_file_check(in_folder("file"), "--record", NULL), ERR_NONE);
    assert_int_equal(output_file_check(in_folder("new"), "--record", NULL), ERR_NONE);
    assert_int_equal(output_file_check("/nowhere/at/all", "--record", NULL), ERR_NONE);
}

// It holds what was typed: whatever rights the file had before, it is for its owner alone, and empty.
static void test_a_recording_is_for_its_owner(void **state) {
    (void)state;
    int file = open(in_folder("file"), O_WRONLY);
    assert_int_equal(write(file, "older", 5), 5);
    assert_int_equal(fchmod(file, 0644), 0);
    Recorder *recorder;
    assert_int_equal(recorder_open(in_folder("file"), &recorder, NULL), ERR_NONE);
    struct stat status;
    assert_int_equal(fstat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, 0);
    recorder_close(recorder, 0);
    (void)close(file);
    ErrInfo info = {0};
    assert_int_equal(recorder_open("/nowhere/at/all", &recorder, &info), ERR_MACHINE);
    assert_string_equal(info.text, "/nowhere/at/all cannot be written (it is not there): choose "
                                   "another file for --record");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_files_are_written),
        cmocka_unit_test(test_a_file_or_nothing_is_fine),
        cmocka_unit_test(test_a_recording_is_for_its_owner),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
