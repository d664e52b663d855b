// Reading the command line. Options may stand before or after the command; "--" ends them.
#include "app/options.h"

#include "model/text.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "Praatplaat: a poster that a group talks about, votes on and takes home.\n"
    "\n"
    "  praatplaat [OPTIONS]                       the poster, full screen\n"
    "  praatplaat check SCENE...                  report every fault in scene packs\n"
    "  praatplaat sessions [--json]               list recorded sessions, their state and "
    "delete-by date\n"
    "  praatplaat show SESSION                    a session as JSON on standard output\n"
    "  praatplaat export SESSION [-f FORMATS] [-o DIR]\n"
    "  praatplaat compare SESSION... [-f FORMATS] [-o DIR]\n"
    "  praatplaat delete SESSION | --expired      after a question, or with --yes\n"
    "  praatplaat demo [-o DIR]                   play a whole meeting by itself; pictures and "
    "outcome in DIR\n"
    "\n"
    "SESSION is an id, a folder, or the path of a session.json or events.jsonl.\n"
    "\n"
    "  --scene FILE         another scene pack (scene.json or its folder)\n"
    "  --data-dir DIR       where sessions and settings are kept\n"
    "  --lang CODE          the language to start in: nl, en, or another with a catalogue\n"
    "  --windowed[=WxH]     in a window\n"
    "  --kiosk              for a public place: the facilitator's menu asks for a PIN, nothing "
    "closes the program\n"
    "  --config FILE        settings to use\n"
    "  --renderer NAME      surface (the default), or one of SDL's renderers: opengl, opengles2, "
    "software\n"
    "  --inspect FILE       keep FILE as a description of what is on the screen\n"
    "  --record FILE        write what fingers, mouse and keys do to FILE\n"
    "  --replay FILE        do what FILE says\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done; 1 the input was refused; 2 wrong usage; 3 the machine would not let "
    "it.\n";

const char *options_help(void) {
    return help;
}

typedef struct {
    const char *word;
    Command command;
    int paths_min, paths_max;
} CommandWord;

static const CommandWord commands[] = {{"check", COMMAND_CHECK, 1, OPTIONS_PATHS_MAX},
                                       {"sessions", COMMAND_SESSIONS, 0, 0},
                                       {"show", COMMAND_SHOW, 1, 1},
                                       {"export", COMMAND_EXPORT, 1, 1},
                                       {"compare", COMMAND_COMPARE, 1, OPTIONS_PATHS_MAX},
                                       {"delete", COMMAND_DELETE, 0, 1},
                                       {"demo", COMMAND_DEMO, 0, 0}};

enum { COMMAND_WORDS = (int)(sizeof commands / sizeof *commands) };

typedef struct {
    const char *word;
    const char **value;  // takes a value, here
    bool *flag;          // or is a flag
} OptionWord;

static Err read_window(const char *text, Options *out, ErrInfo *info) {
    char behind;
    int w, h;
    if (sscanf(text, "%dx%d%c", &w, &h, &behind) != 2 || w < 320 || h < 240 || w > 16384 ||
        h > 16384)
        return err_set(info, ERR_USAGE, 0,
                       "--windowed=%s is no size: write it as --windowed=1280x720", text);
    out->windowed = true;
    out->window_w = w;
    out->window_h = h;
    return ERR_NONE;
}

static Err check_counts(const Options *o, ErrInfo *info) {
    for (int i = 0; i < COMMAND_WORDS; i++) {
        const CommandWord *c = &commands[i];
        if (c->command != o->command) continue;
        if (o->path_count < c->paths_min)
            return err_set(info, ERR_USAGE, 0, "%s needs a name: see praatplaat --help", c->word);
        if (o->path_count > c->paths_max)
            return err_set(info, ERR_USAGE, 0, "%s does not take %s: see praatplaat --help",
                           c->word, o->paths[c->paths_max]);
    }
    if (o->command == COMMAND_DELETE && (o->path_count == 1) == o->expired)
        return err_set(info, ERR_USAGE, 0,
                       "delete takes a session, or --expired: see praatplaat sessions");
    // Whether there is such a language is known once the catalogues were found.
    if (o->lang && !lang_is_code(o->lang))
        return err_set(info, ERR_USAGE, 0, "--lang %s is no code of a language: choose nl or en",
                       o->lang);
    if (o->record && o->replay)
        return err_set(info, ERR_USAGE, 0,
                       "--record and --replay do not go together: leave one out");
    return ERR_NONE;
}

Err options_read(int argc, char **argv, Options *out, ErrInfo *info) {
    *out = (Options){.command = COMMAND_RUN};
    const OptionWord words[] = {{"--scene", &out->scene, NULL},
                                {"--data-dir", &out->data_dir, NULL},
                                {"--lang", &out->lang, NULL},
                                {"--config", &out->config, NULL},
                                {"--renderer", &out->renderer, NULL},
                                {"--inspect", &out->inspect, NULL},
                                {"--replay", &out->replay, NULL},
                                {"--record", &out->record, NULL},
                                {"-o", &out->out_dir, NULL},
                                {"-f", &out->formats, NULL},
                                {"--windowed", NULL, &out->windowed},
                                {"--kiosk", NULL, &out->kiosk},
                                {"--json", NULL, &out->json},
                                {"--expired", NULL, &out->expired},
                                {"--yes", NULL, &out->yes}};
    bool have_command = false, options_over = false;
    for (int i = 1; i < argc; i++) {
        char *arg = argv[i];
        if (!options_over && strcmp(arg, "--") == 0) {
            options_over = true;
            continue;
        }
        if (!options_over && (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0 ||
                              strcmp(arg, "--version") == 0)) {
            out->command = arg[2] == 'v' ? COMMAND_VERSION : COMMAND_HELP;
            return ERR_NONE;
        }
        if (options_over || arg[0] != '-' || arg[1] == '\0') {
            bool known = false;
            for (int c = 0; c < COMMAND_WORDS && !have_command; c++) {
                if (strcmp(arg, commands[c].word) != 0) continue;
                out->command = commands[c].command;
                known = have_command = true;
            }
            if (known) continue;
            if (!have_command)
                return err_set(info, ERR_USAGE, 0, "%s is not a command: see praatplaat --help",
                               arg);
            if (out->path_count == OPTIONS_PATHS_MAX)
                return err_set(info, ERR_USAGE, 0, "too many names: give at most %d at a time",
                               OPTIONS_PATHS_MAX);
            out->paths[out->path_count++] = arg;
            continue;
        }
        if (strncmp(arg, "--windowed=", 11) == 0) {
            Err err = read_window(arg + 11, out, info);
            if (err != ERR_NONE) return err;
            continue;
        }
        bool known = false;
        for (size_t w = 0; w < sizeof words / sizeof *words && !known; w++) {
            size_t n = strlen(words[w].word);
            bool joined = words[w].value && strncmp(arg, words[w].word, n) == 0 && arg[n] == '=';
            if (strcmp(arg, words[w].word) != 0 && !joined) continue;
            known = true;
            if (words[w].flag) {
                *words[w].flag = true;
            } else if (joined) {
                *words[w].value = arg + n + 1;
            } else {
                if (i + 1 >= argc)
                    return err_set(info, ERR_USAGE, 0, "%s needs a value: see praatplaat --help",
                                   arg);
                *words[w].value = argv[++i];
            }
        }
        if (!known)
            return err_set(info, ERR_USAGE, 0, "%s is not an option: see praatplaat --help", arg);
    }
    return check_counts(out, info);
}
