// Which languages the interface speaks on this machine: those that have a catalogue.
#ifndef PP_STORAGE_LANGUAGES_H
#define PP_STORAGE_LANGUAGES_H

#include "base/err.h"
#include "model/text.h"

// Starts base/i18n.h on this folder and adds what is in it to the table of model/text.h. Once, at the
// start, before scenes, settings and threads.
void languages_start(const char *translations_dir);

// A language by its code, or ERR_USAGE and a sentence that names those there are.
Err languages_find(const char *code, Lang *out, ErrInfo *info) MUST_CHECK;

#endif
