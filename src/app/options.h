// The command line of DESIGN.md section 6, read once.
#ifndef PP_APP_OPTIONS_H
#define PP_APP_OPTIONS_H

#include "base/err.h"

#include <stdbool.h>

typedef enum {
    COMMAND_RUN,
    COMMAND_CHECK,
    COMMAND_SESSIONS,
    COMMAND_SHOW,
    COMMAND_EXPORT,
    COMMAND_COMPARE,
    COMMAND_DELETE,
    COMMAND_DEMO,
    COMMAND_HELP,
    COMMAND_VERSION
} Command;

enum { OPTIONS_PATHS_MAX = 4096 };

typedef struct {
    Command command;
    const char *scene, *data_dir, *lang, *config, *renderer, *inspect, *replay,
        *record;                    // NULL: not given
    const char *out_dir, *formats;  // -o, -f
    bool windowed, kiosk, json, expired, yes;
    int window_w, window_h;          // of --windowed=WxH; 0: the default
    char *paths[OPTIONS_PATHS_MAX];  // what is left: SCENE... or SESSION...
    int path_count;
} Options;

// All strings are borrowed from argv. ERR_USAGE with a sentence when it is not as section 6 says.
Err options_read(int argc, char **argv, Options *out, ErrInfo *info) MUST_CHECK;

const char *options_help(void);

#endif
