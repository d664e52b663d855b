// The name of a meeting's files, apart from that of every other meeting on this machine.
#ifndef PP_REPORT_MAIN_NAME_H
#define PP_REPORT_MAIN_NAME_H

#include "report/file_name.h"

// stem: FILE_NAME_MAX bytes. Where another meeting would have the same name, the last part of the id
// stands behind it, in both.
void name_meeting(const char *data_dir, const Session *session, char *stem);

#endif
