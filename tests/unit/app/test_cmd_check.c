// The check command: what goes to which stream, and the exit status.
#include "app/cmd_check.h"

#include "build_config.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
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

static int check(int count, char **paths) {
    catch_stream(&out, STDOUT_FILENO);
    catch_stream(&errors, STDERR_FILENO);
    int status = cmd_check(count, paths, PP_SOURCE_DIR "/assets");
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_pack),
        cmocka_unit_test(test_every_pack_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
