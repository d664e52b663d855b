// `praatplaat export SESSION` and `praatplaat compare SESSION...`: the outcomes as files to take home.
#ifndef PP_APP_CMD_EXPORT_H
#define PP_APP_CMD_EXPORT_H

#include "app/options.h"

// Returns the exit status of DESIGN.md section 6.
int cmd_export(const char *data_dir, const Options *options);

#endif
