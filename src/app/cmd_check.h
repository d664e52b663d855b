// `praatplaat check SCENE...`: every fault of every pack at once.
#ifndef PP_APP_CMD_CHECK_H
#define PP_APP_CMD_CHECK_H

// paths: of scene.json files or of their folders. assets_dir: the program's assets. raster_program:
// draws each picture once, so that what is wrong inside of it is a fault too; NULL: a look at its first
// bytes is enough. Faults go to standard error, one a line, as path:line:column: what is wrong, and what
// would be right; "path: good" goes to standard output for a pack without faults. Returns the exit
// status: 0 when all are good, 1 when a pack has faults or cannot be read, 3 when memory ran out, a
// picture could not be tried or the output did not arrive.
int cmd_check(int count, char **paths, const char *assets_dir, const char *raster_program);

#endif
