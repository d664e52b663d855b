// Praatplaat. Reads the command line and hands over to the command.
#include "app/app.h"
#include "app/cmd_check.h"
#include "app/cmd_export.h"
#include "app/cmd_sessions.h"
#include "base/log.h"
#include "base/standard_files.h"
#include "build_config.h"
#include "storage/data_dir.h"

#include <stdio.h>
#include <sys/resource.h>

static int run_check(const Options *options) {
    Places places;
    ErrInfo info = {0};
    Err err = places_find(NULL, &places, &info);
    if (err != ERR_NONE) {
        log_err(&info);
        return err_exit_status(err);
    }
    return cmd_check(options->path_count, (char **)(uintptr_t)options->paths, places.assets,
                     places.raster);
}

// The commands on recorded sessions need to know where those are, and nothing else.
static int run_on_data(const Options *options) {
    Str data;
    str_init(&data);
    ErrInfo info = {0};
    Err err = data_dir_find(options->data_dir, &data, &info);
    int status = err_exit_status(err);
    const char *first = options->path_count ? options->paths[0] : NULL;
    if (err != ERR_NONE)
        log_err(&info);
    else if (options->command == COMMAND_SESSIONS)
        status = cmd_sessions(str_text(&data), options->json);
    else if (options->command == COMMAND_SHOW)
        status = cmd_show(str_text(&data), first);
    else if (options->command == COMMAND_DELETE)
        status = cmd_delete(str_text(&data), first, options->expired, options->yes);
    else
        status = cmd_export(str_text(&data), options);
    str_finish(&data);
    return status;
}

// The memory of a program that crashes holds what people wrote: it is not kept. 1 and not 0, because
// a collector of crashes is started at 0 too (core(5)). The programs it starts are limited with it.
static void leave_no_core(void) {
    const struct rlimit limit = {1, 1};
    (void)setrlimit(RLIMIT_CORE, &limit);
}

int main(int argc, char **argv) {
    standard_files_open();
    leave_no_core();
    Options options;
    ErrInfo info = {0};
    Err err = options_read(argc, argv, &options, &info);
    if (err != ERR_NONE) {
        log_err(&info);
        return err_exit_status(err);
    }
    switch (options.command) {
    case COMMAND_HELP: (void)fputs(options_help(), stdout); return standard_output_end(0);
    case COMMAND_VERSION: (void)puts("praatplaat " PP_VERSION); return standard_output_end(0);
    case COMMAND_CHECK: return run_check(&options);
    case COMMAND_SESSIONS:
    case COMMAND_SHOW:
    case COMMAND_DELETE:
    case COMMAND_EXPORT:
    case COMMAND_COMPARE: return run_on_data(&options);
    case COMMAND_RUN:
    case COMMAND_DEMO: break;
    }
    return app_run(&options);
}
