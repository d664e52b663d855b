// The commands that make files of outcomes. The work is done by praatplaat-report, and its exit status
// is ours; here only is decided what it is asked.
#include "app/cmd_export.h"

#include "app/report_process.h"
#include "base/log.h"
#include "storage/settings.h"

static int say(Err err, const ErrInfo *info) {
    if (err) log_err(info);
    return err_exit_status(err);
}

int cmd_export(const char *data_dir, const Options *options) {
    Places places;
    ErrInfo info = {0};
    Err err = places_find(data_dir, &places, &info);
    if (err) return say(err, &info);
    SettingsStack stack;
    Str said;
    str_init(&said);
    // Settings that cannot be read are said, and what can be read does.
    if (settings_load(data_dir, options->config, &stack, &said) != ERR_NONE)
        log_lines(str_text(&said));
    str_finish(&said);
    const Settings *settings = &stack.now;
    ReportJob job = {.compare = options->command == COMMAND_COMPARE,
                     .data_dir = data_dir,
                     .scene = options->scene ? options->scene : settings->scene,
                     .lang = options->lang,
                     .formats = options->formats,
                     .folder = options->out_dir,
                     .role_min = settings->role_min,
                     .sessions = (const char *const *)options->paths,
                     .session_count = options->path_count};
    pid_t pid;
    err = report_process_start(&places, &job, -1, &pid, &info);
    if (err) return say(err, &info);
    return report_process_wait(pid);
}
