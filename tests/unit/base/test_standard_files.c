// Standard files that were closed: their numbers are taken, nothing can be printed into another file,
// and what did not arrive is said.
#include "base/standard_files.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// In a child of its own, without the standard files whose bits are set. Its exit status.
static int in_child(unsigned closed, int (*work)(unsigned closed)) {
    (void)fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        for (int fd = 0; fd < 3; fd++)
            if (closed & 1u << fd) (void)close(fd);
        standard_files_open();
        _exit(work(closed));
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int numbers_are_taken(unsigned closed) {
    struct stat null, file;
    if (stat("/dev/null", &null) != 0) return 1;
    for (int fd = 0; fd < 3; fd++) {
        if (fstat(fd, &file) != 0) return 2;
        bool made = closed & 1u << fd;
        if (made && file.st_rdev != null.st_rdev) return 3;
    }
    int next = open("/", O_RDONLY | O_DIRECTORY);
    if (next <= STDERR_FILENO) return 4;
    char byte;
    if (closed & 1 && read(STDIN_FILENO, &byte, 1) != 0) return 5;
    if (closed & 2 && write(STDOUT_FILENO, "x", 1) != -1) return 6;
    if (closed & 4 && write(STDERR_FILENO, "x", 1) != 1) return 7;
    return 0;
}

static void test_each_of_them_gets_its_number(void **state) {
    (void)state;
    for (unsigned closed = 0; closed < 8; closed++)
        assert_int_equal(in_child(closed, numbers_are_taken), 0);
}

static int print(unsigned status) {
    (void)printf("something\n");
    return standard_output_end((int)(status >> 4));
}

static int print_on_full(unsigned status) {
    int full = open("/dev/full", O_WRONLY);
    if (full < 0 || dup2(full, STDOUT_FILENO) < 0) return 100;
    return print(status);
}

static int print_nothing(unsigned status) {
    return standard_output_end((int)(status >> 4));
}

static void test_what_did_not_arrive_is_said(void **state) {
    (void)state;
    enum { STATUS_1 = 1 << 4, NO_OUTPUT = 2, NO_ERRORS = 4 };
    assert_int_equal(in_child(0, print), 0);
    assert_int_equal(in_child(STATUS_1, print), 1);
    assert_int_equal(in_child(NO_OUTPUT | NO_ERRORS, print), 3);
    assert_int_equal(in_child(STATUS_1 | NO_OUTPUT | NO_ERRORS, print), 3);
    assert_int_equal(in_child(NO_ERRORS, print_on_full), 3);
    assert_int_equal(in_child(NO_OUTPUT, print_nothing), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_of_them_gets_its_number),
        cmocka_unit_test(test_what_did_not_arrive_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
